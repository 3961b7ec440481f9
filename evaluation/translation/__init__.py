"""What is measured of two language versions: links, divergences, faithful pairs, parallel edits, time."""
