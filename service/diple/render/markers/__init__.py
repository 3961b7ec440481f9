"""What the written forms say of a marker: what it is called, why it is there, and which way it bears."""
