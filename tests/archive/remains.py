"""What is looked for on the disk after a text should be gone."""

WORD = "Zwetschgenufer"  # is in no file but those that hold the text
