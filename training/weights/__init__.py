"""What is fitted from data before a release: word frequencies and the coefficients of weights. Not part of the wheel."""
