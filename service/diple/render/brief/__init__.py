"""The brief: one page that an analyst could send. `content` says what is on it, a module for each form writes it."""
