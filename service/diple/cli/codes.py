"""The exit codes, which are those of diff."""

SAME, DIFFERENT, TROUBLE = 0, 1, 2
