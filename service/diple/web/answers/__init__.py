"""What an answer looks like: its form, its headers, the problem that it reports, and the addresses in it."""
