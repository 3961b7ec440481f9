"""The frequent words of Chinese, by which a text without blanks is cut into words."""
