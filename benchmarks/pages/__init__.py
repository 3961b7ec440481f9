"""Pages as ministries publish them, about states that do not exist: what a reader keeps of them, and what it leaves."""
