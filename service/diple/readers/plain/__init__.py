"""Plain text: what a page put inside its sentences is left out, and the rest has the blocks that its shape shows."""
