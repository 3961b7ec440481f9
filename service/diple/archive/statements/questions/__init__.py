"""The questions that the archive answers, each with what its answer rests on."""
