"""Documents as ministries and the UN publish them: whether each form of one text is read as that text."""
