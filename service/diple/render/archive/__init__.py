"""What an archive of statements shows of a series, drawn and written: pure functions from plain values.

A drawing is an SVG that fills the width it is given: places across are per cents, places down are pixels. On a page the
names of its rows are beside it as text; as a file it has them inside. Each drawing has its table and its data.
"""
