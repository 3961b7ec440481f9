"""The build of a text: order, volume, form (X1 to X3)."""
