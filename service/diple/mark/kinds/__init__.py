"""What a change means: one family of kinds a folder, each rule a function from a place to findings."""
