"""What two language versions do not both say (L1)."""
