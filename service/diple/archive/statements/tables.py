"""The tables of the archive of statements, as the newest migration leaves them.

Beside these there is what words are searched in: in SQLite the virtual table `statement_words` over the bodies of
`statement_parts`, in PostgreSQL their columns `vector` and `pairs`, and an index of the parts that are not the first.
PostgreSQL has the fingerprints of sentences in an index by `BLOCK`, which takes the place of their key.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

HEAD = "0008"
"""The newest migration; a test compares it with the files of `migrations/versions`."""
VERSIONS = "statement_migrations"
"""The table in which Alembic notes which migration a database has."""
METADATA = MetaData()
COUNTED_BY = {"tenant": 64, "party": 200, "year": 4, "language": 16, "level": 32, "status": 32, "indexed": 16}
"""The columns of the totals that say of which statements they are, and their lengths."""
STATEMENTS = Table(
    "statements",
    METADATA,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("id", String(16), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("date", String(10), nullable=False),
    Column("parties", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("level", String(32), nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("status", String(32), nullable=False),
    Column("source", Text, nullable=False),
    Column("version_of", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("imported", BigInteger, nullable=False),
    Column("indexed", String(16), nullable=False),
    Index("statements_by_id", "tenant", "id", unique=True),
    Index("statements_by_date", "tenant", "date", "id", "language", "status", "indexed", "words"),
    Index("statements_by_index", "tenant", "indexed"),
    Index("statements_by_version", "tenant", "version_of"),
)
"""`number` is what index rows call a statement by, `parties` a list in JSON, `imported` seconds since 1970, `indexed`
names the packs and rules of its index rows. What is not known is the empty string. The index by date holds all that a
count over many statements asks for, so that it reads nothing else."""
TEXTS = Table(
    "statement_texts",
    METADATA,
    Column("statement", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("reading", LargeBinary, nullable=False),
    Column("text", LargeBinary, nullable=False),
)
"""How each text was read (blocks, sentences, warnings) in JSON, and the text in UTF-8."""
PARTIES = Table(
    "statement_parties",
    METADATA,
    Column("statement", BigInteger, primary_key=True, autoincrement=False),
    Column("party", String(200), primary_key=True),
)
"""The parties of each statement, case folded, by which a scope is found."""
TOTALS = Table(
    "statement_totals",
    METADATA,
    *(Column(name, String(length), primary_key=True) for name, length in COUNTED_BY.items()),
    Column("statements", Integer, nullable=False),
    Column("words", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""How many statements there are of each kind, and their words, so that no question counts all. A statement counts once
with the party "", and once with each of its own; `year` is "" without a day."""
SERIES = Table(
    "statement_series",
    METADATA,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("tenant", String(64), nullable=False),
    Column("name", String(100), nullable=False),
    Column("description", Text, nullable=False),
    Index("statement_series_by_name", "tenant", "name", unique=True),
)
"""`description` is all else that is known of a series, in JSON."""
MEMBERS = Table(
    "statement_members",
    METADATA,
    Column("series", BigInteger, primary_key=True, autoincrement=False),
    Column("statement", BigInteger, primary_key=True, autoincrement=False),
    Index("statement_members_by_statement", "statement"),
)
PARTS = Table(
    "statement_parts",
    METADATA,
    Column("part", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)
"""The index words of each statement, in parts of some thousand words. A part's number is the statement's, times 4,096,
and its place among the parts."""
MENTIONS = Table(
    "statement_mentions",
    METADATA,
    Column("concept", BigInteger, primary_key=True, autoincrement=False),
    Column("date", String(10), primary_key=True),
    Column("statement", BigInteger, primary_key=True, autoincrement=False),
    Column("times", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("statement_mentions_by_statement", "statement"),
    sqlite_with_rowid=False,
)
"""How often each statement mentions a concept, and the span of the first mention. `concept` is a number made from the
concept's id, `date` that of the statement."""
SENTENCES = Table(
    "statement_sentences",
    METADATA,
    Column("print", BigInteger, primary_key=True, autoincrement=False),
    Column("statement", BigInteger, primary_key=True, autoincrement=False),
    Column("sentence", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""The fingerprints of each sentence: one of all its words, and a few of its neighbouring words."""
BLOCK_BITS = 14
"""Bits of a statement's number that its block leaves out: the statements of a block are 16,384."""
BLOCK = f"({{table}}.statement >> {BLOCK_BITS})"
"""The block of a row of a table in PostgreSQL, with which its index begins; `prints` says why."""
RECENT = SENTENCES.to_metadata(MetaData(), name="statement_sentences_recent")
"""The same of statements that came last, in SQLite alone: `prints` says why."""
PRINTS = Table(
    "statement_prints",
    METADATA,
    Column("statement", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("prints", LargeBinary, nullable=False),
)
"""All fingerprints of each statement, eight bytes for one and four for its sentence, in order."""
PHRASES = Table(
    "statement_phrases",
    METADATA,
    Column("series", BigInteger, primary_key=True, autoincrement=False),
    Column("members", String(16), nullable=False),
    Column("found", Text, nullable=False),
)
"""The recurring phrases of a series in JSON; they hold as long as `members` names its members and their index."""
