"""What is compared: the texts of a request, with its lexicon packs, and the samples of the service."""
