"""Long work: requests in children that can be ended, jobs for what is larger, receipts that can be asked for twice."""
