"""How the tables of statements came to be, one step a file; Alembic reads this folder."""
