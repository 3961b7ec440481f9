"""The facts of a passage that every rendering keeps: numbers, names, who acts, denials, duties, and whom they reach.

Modules from the top down: `reading` (all facts of a passage) and `meaning` (what one means in English); `names`,
`agents` (who acts), `words` (what denies, binds and counts), `numbers`; `mention` (one fact), `forms` (a table of
forms in a text). Facts are compared in `mark/text/versions`.
"""
