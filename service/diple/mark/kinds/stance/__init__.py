"""Verbs of stance and their objects (V1 to V5, O1)."""
