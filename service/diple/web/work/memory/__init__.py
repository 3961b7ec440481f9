"""What a worker remembers for a while: answers, comparisons, and requests that it refused."""
