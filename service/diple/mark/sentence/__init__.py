"""One changed sentence read: its phrases, clauses, names and quantities. Nothing is judged here."""
