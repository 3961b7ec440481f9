"""The first tables. They are written out here, and not taken from `tables.py`, which goes on changing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    _statements(number)
    _series(number)
    _index(number)
    _words()


def _statements(number: sa.types.TypeEngine[int]) -> None:
    texts = ("title", "parties", "place", "kind", "source", "version_of")
    lengths = {"tenant": 64, "sha256": 64, "text_sha256": 64, "level": 32, "language": 16, "indexed": 16}
    op.create_table(
        "statements",
        sa.Column("number", number, primary_key=True),
        *(sa.Column(name, sa.String(length), nullable=False) for name, length in lengths.items()),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("id", _plain(16), nullable=False),
        sa.Column("date", _plain(10), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("imported", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "statement_texts",
        sa.Column("statement", number, primary_key=True, autoincrement=False),
        sa.Column("reading", sa.LargeBinary, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )
    op.create_index("statements_by_id", "statements", ["tenant", "id"], unique=True)
    counted = ["tenant", "date", "id", "language", "status", "indexed", "words"]
    op.create_index("statements_by_date", "statements", counted)
    op.create_index("statements_by_index", "statements", ["tenant", "indexed"])
    op.create_table(
        "statement_parties",
        sa.Column("statement", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("party", sa.String(200), primary_key=True),
    )


def _plain(length: int) -> sa.types.TypeEngine[str]:
    """Letters and digits in the order of their codes, whatever the order of words in a database is."""
    return sa.String(length, collation="C").with_variant(sa.String(length), "sqlite")


def _series(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "statement_series",
        sa.Column("number", number, primary_key=True),
        sa.Column("tenant", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("description", sa.Text, nullable=False),
    )
    op.create_index("statement_series_by_name", "statement_series", ["tenant", "name"], unique=True)
    op.create_table("statement_members", *_keys("series", "statement"))
    op.create_index("statement_members_by_statement", "statement_members", ["statement"])
    op.create_table(
        "statement_phrases",
        *_keys("series"),
        sa.Column("members", sa.String(16), nullable=False),
        sa.Column("found", sa.Text, nullable=False),
    )


def _index(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "statement_parts",
        sa.Column("part", number, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "statement_mentions",
        sa.Column("concept", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("date", _plain(10), primary_key=True),
        sa.Column("statement", sa.BigInteger, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("times", "first", "last")),
        sqlite_with_rowid=False,
    )
    op.create_index("statement_mentions_by_statement", "statement_mentions", ["statement"])
    op.create_table("statement_sentences", *_keys("print", "statement", "sentence"), sqlite_with_rowid=False)
    op.create_index("statement_sentences_by_statement", "statement_sentences", ["statement"])


def _keys(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False) for name in names]


def _words() -> None:
    """What words are searched in: FTS5 over the bodies, or a vector beside each."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE statement_words USING "
            "fts5(body, content='statement_parts', content_rowid='part', tokenize='ascii')"
        )
        return
    op.execute("ALTER TABLE statement_parts ADD COLUMN vector tsvector NOT NULL")
    op.execute("CREATE INDEX statement_parts_by_word ON statement_parts USING gin (vector)")
