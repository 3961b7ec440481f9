"""Word: a comparison with tracked changes and comments, and what any Word document is made of."""
