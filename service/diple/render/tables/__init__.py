"""Tables: the changes and the markers as CSV that a spreadsheet opens without harm."""
