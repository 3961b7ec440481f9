"""Makes the models of `diple.grammar`: from treebanks beside the project, with a fixed seed. See `make models`."""
