"""What is fitted from data before a release: word frequencies and coefficients of weights. Not in the wheel."""
