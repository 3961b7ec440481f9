"""What is fitted and not written: the coefficients of weights, and the models of the grammar."""
