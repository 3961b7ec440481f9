"""Speed and quality of Diple beside other tools, on statements that are made here with known edits."""
