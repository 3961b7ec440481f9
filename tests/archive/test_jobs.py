"""Jobs and keys of idempotency in both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from remains import WORD
from test_archive import refused

from diple.archive.database import TURNS
from diple.archive.jobs import HOUR, MOST_TRIES, JobLimits, Jobs
from diple.archive.receipts import Receipts
from diple.errors import RequestError

REQUEST = f"one text of {WORD}".encode()

SILENCE = JobLimits().silence


@pytest.fixture
def jobs(archive):
    return Jobs(archive.shared, JobLimits(jobs=3, each=2, hours=1))


def begun(jobs, id_="a", asker="one"):
    jobs.submit(id_, REQUEST, asker)
    job, request = jobs.claim()
    assert (job.id, job.state, request) == (id_, "running", REQUEST)
    return job


def test_a_job_is_taken_in_run_and_answered(jobs):
    assert jobs.claim() is None
    assert (jobs.submit("a", REQUEST, "one").state, jobs.listed("one")[0].id, jobs.listed("other")) == (
        "waiting",
        "a",
        [],
    )
    refused("JOB_UNFINISHED", jobs.answer, "a")
    job, _ = jobs.claim()
    assert jobs.claim() is None
    assert jobs.alive(job, 2, 4, "diff")
    found = jobs.get("a")
    assert (found.done, found.of, found.step, found.finished) == (2, 4, "diff", False)
    assert jobs.finish(job, 200, b"the answer")
    found = jobs.get("a")
    assert (found.state, found.status, found.done, found.of) == ("done", 200, 4, 4)
    assert jobs.answer("a") == (200, b"the answer")
    assert jobs.claim() is None


def test_the_same_id_is_taken_in_once(jobs):
    first = jobs.submit("a", REQUEST, "one")
    assert jobs.submit("a", b"another", "one") == first
    assert jobs.claim()[1] == REQUEST


def test_jobs_of_one_second_are_run_and_listed_in_the_order_in_which_they_came(archive):
    jobs, ids = Jobs(archive.shared), ["c", "a", "e", "b", "d"]
    for id_ in ids:
        jobs.submit(id_, REQUEST, "one")
    jobs.delete("e")
    jobs.submit("f", REQUEST, "one")
    ordered = ["c", "a", "b", "d", "f"]
    assert [job.id for job in jobs.listed("one")] == ordered
    assert [jobs.claim()[0].id for _ in ordered] == ordered


def test_jobs_of_a_database_without_turns_are_run_and_listed(archive):
    jobs = Jobs(archive.shared)
    jobs.submit("a", REQUEST, "one")
    with archive.engine.connect() as connection:
        TURNS.drop(connection)
        connection.commit()
    assert [job.id for job in jobs.listed("one")] == ["a"]
    assert jobs.claim()[0].id == "a"


def test_a_job_whose_process_is_gone_is_begun_again_a_few_times(jobs, clock):
    job = begun(jobs)
    for tries in range(2, MOST_TRIES + 2):
        clock.now += SILENCE - 1
        assert jobs.claim() is None
        clock.now += 1
        again, request = jobs.claim()
        assert (again.tries, request) == (tries, REQUEST)
    assert not jobs.alive(job, 1, 4, "read")
    assert not jobs.finish(job, 200, b"too late")
    assert jobs.finish(again, 503, b"given up")
    assert jobs.get("a").state == "failed"


def test_a_sign_of_life_keeps_a_job_with_its_process(jobs, clock):
    job = begun(jobs)
    clock.now += SILENCE - 1
    assert jobs.alive(job, 1, 4, "read")
    clock.now += SILENCE - 1
    assert jobs.claim() is None


def test_a_job_that_is_given_back_is_no_attempt_unless_counted(jobs):
    job = begun(jobs)
    jobs.release(job, counted=False)
    again, _ = jobs.claim()
    assert again.tries == 1
    jobs.release(again, counted=True)
    assert jobs.claim()[0].tries == 2


def test_a_job_that_is_deleted_is_wanted_no_longer(jobs):
    job = begun(jobs)
    assert jobs.wanted(job)
    jobs.delete("a")
    assert not jobs.wanted(job)
    assert not jobs.finish(job, 200, b"nobody asks")
    refused("UNKNOWN_JOB", jobs.get, "a")
    refused("UNKNOWN_JOB", jobs.delete, "a")


def test_there_are_so_many_jobs(jobs, clock):
    for id_, asker in (("a", "one"), ("b", "one"), ("c", "two")):
        jobs.submit(id_, REQUEST, asker)
    refused("TOO_MANY_JOBS", jobs.submit, "d", REQUEST, "three")
    jobs.delete("c")
    refused("TOO_MANY_JOBS", jobs.submit, "d", REQUEST, "one")
    jobs.submit("d", REQUEST, "three")
    clock.now += HOUR
    jobs.submit("e", REQUEST, "one")


def test_jobs_count_among_what_is_kept(opened):
    jobs = Jobs(opened(bytes=40).shared)
    jobs.submit("a", b"x" * 30, "one")
    refused("ARCHIVE_FULL", jobs.submit, "b", b"x" * 11, "one")


def test_texts_of_jobs_leave_nothing_on_the_disk(jobs, archive, clock, tmp_path):
    job = begun(jobs)
    jobs.submit("b", REQUEST, "one")
    jobs.submit("c", REQUEST, "two")
    jobs.finish(job, 200, b"an answer without it")
    jobs.delete("b")
    clock.now += HOUR
    archive.purge()
    refused("UNKNOWN_JOB", jobs.get, "a")
    for file in (tmp_path / "data").glob("*"):
        assert WORD.encode() not in file.read_bytes()


def test_several_processes_take_each_job_once(opened):
    places = [Jobs(opened().shared, JobLimits(jobs=100, each=100)) for _ in range(4)]
    for at in range(12):
        places[0].submit(f"j{at}", REQUEST, "one")
    with ThreadPoolExecutor(4) as pool:
        taken = [each for found in pool.map(lambda jobs: [jobs.claim() for _ in range(3)], places) for each in found]
    assert sorted(job.id for job, _ in taken) == sorted(f"j{at}" for at in range(12))


def test_a_hook_is_called_until_it_takes_the_word_or_five_times(jobs, clock):
    jobs.submit("a", REQUEST, "one", "https://desk.example/hook")
    assert jobs.hooks_due() == []
    job, _ = jobs.claim()
    jobs.finish(job, 200, b"done")
    called = []
    for _ in range(8):
        for found, hook, call in jobs.hooks_due():
            assert jobs.takes_hook(found, call)
            assert not jobs.takes_hook(found, call)
            called.append((hook, call))
        clock.now += 200
    assert called == [("https://desk.example/hook", call) for call in (1, 2, 3, 4)]
    clock.now += 900
    ((found, _, call),) = jobs.hooks_due()
    assert (call, jobs.takes_hook(found, call), jobs.hooks_due()) == (5, True, [])


def test_a_hook_that_took_the_word_is_not_called_again(jobs, clock):
    jobs.submit("a", REQUEST, "one", "https://desk.example/hook")
    job, _ = jobs.claim()
    jobs.finish(job, 200, b"done")
    ((found, _, call),) = jobs.hooks_due()
    assert jobs.takes_hook(found, call)
    jobs.told(found)
    clock.now += 1000
    assert jobs.hooks_due() == []


def test_a_key_is_known_with_its_request_for_a_day(archive, clock):
    receipts = Receipts(archive.shared)
    first = receipts.begin("key", "one", "request")
    assert first.answer is None
    receipts.finish(first, b"answer")
    again = receipts.begin("key", "one", "request")
    assert (again.seed, again.answer) == (first.seed, b"answer")
    with pytest.raises(RequestError) as told:
        receipts.begin("key", "one", "another request")
    assert told.value.code == "KEY_USED"
    assert receipts.begin("key", "other", "another request").seed != first.seed
    clock.pass_days(1)
    assert receipts.begin("key", "one", "another request").answer is None


def test_keys_of_one_who_asks_are_bounded(opened):
    receipts = Receipts(opened(hourly=1).shared)
    for at in range(24):
        receipts.begin(f"key {at}", "one", "request")
    refused("TOO_MANY_STORED", receipts.begin, "key", "one", "request")
    receipts.begin("key", "other", "request")


def test_a_result_that_is_kept_under_an_id_is_kept_once(archive, comparison, clock):
    first = archive.keep(comparison, 7, "one", id_="the-id")
    clock.now += 100
    assert archive.keep(comparison, 7, "one", id_="the-id") == first
    assert archive.get("the-id").created == first.created
    assert archive.purge().kept == 1
