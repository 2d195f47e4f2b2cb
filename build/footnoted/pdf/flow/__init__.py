"""Flow: a document's blocks come in, one vertical list of boxes, glue and penalties goes out.

Of a long paper a second core sets later paragraphs meanwhile: `ahead`, `teller` and `listener`.
"""
