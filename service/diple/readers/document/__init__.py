"""What every reader makes a document with: blocks, labels and numbers, marks of notes, tracked changes, messages."""
