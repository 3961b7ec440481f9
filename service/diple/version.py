"""The version, in one place: packaging reads it, results carry it."""

VERSION = "0.1.0"
