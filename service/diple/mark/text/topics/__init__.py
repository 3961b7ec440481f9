"""What a text speaks of, and how much of it: mentions, sections, and the room of a topic in a short text."""
