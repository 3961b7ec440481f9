"""What answers at each address: the pages and the API of comparisons, of versions and of the archive."""
