"""What one of two versions denies and the other does not: the denials of each, and those that nothing renders."""
