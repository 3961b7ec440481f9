"""Findings become markers: which of them is reported of a change, and with which score."""
