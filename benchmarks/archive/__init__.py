"""The archive of statements at scale: synthetic statements, and how long keeping and asking them takes."""
