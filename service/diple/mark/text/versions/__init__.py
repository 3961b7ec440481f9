"""Two language versions of one sentence, and what each of them says."""
