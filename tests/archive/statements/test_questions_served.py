"""Questions to the archive in the service as it runs: none of them holds up its health, nor works on without a reader."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest

import patience

URL = "/api/v1/archive"
TEXT = "The Parties condemn the closure of the strait. They shall meet again in the spring."


def asked(connect, path):
    connection = connect()
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read() or "{}") if "json" in answer.headers["Content-Type"] else {}


@contextmanager
def locked(url):
    """The statements, which nobody else can read meanwhile: each question takes for ever."""
    with psycopg.connect(url) as connection:
        connection.execute("LOCK TABLE statements IN ACCESS EXCLUSIVE MODE")
        yield
        connection.rollback()


def waiting(url):
    """The questions that the database works on, or that wait there."""
    of = "SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid() AND query LIKE %s"
    with psycopg.connect(url) as connection:
        return connection.execute(of, ("%FROM statements%",)).fetchone()[0]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_question_without_end_is_ended_and_health_answers_meanwhile(serve, database, held):
    """Its child is ended, and the database does not work on for nobody."""
    questions = (
        *(f"{URL}/{each}" for each in ("statements", "search?q=of+the", "mentions?what=meet", "history?what=meet")),
        *(f"{URL}/{each}" for each in ("series/accord/baseline?language=en", "series/accord/lives", "export")),
        *("/archive", "/archive?q=of+the"),
    )
    held(TEXT, series=("accord",))
    with serve(**database, DIPLE_MAX_SECONDS="1") as connect:
        with locked(database["DIPLE_DATABASE_URL"]), ThreadPoolExecutor(1) as one:
            for question in questions:
                ended = one.submit(asked, connect, question)
                assert asked(connect, "/api/v1/healthz")[0] == 200
                status, problem = ended.result()
                assert (status, problem.get("code", "OUT_OF_TIME")) == (503, "OUT_OF_TIME"), (question, problem)
            assert patience.until(lambda: not waiting(database["DIPLE_DATABASE_URL"]))
        for question in questions:
            assert patience.until(lambda question=question: asked(connect, question)[0] == 200), question
