"""Flow: a document's blocks come in, one vertical list of boxes, glue and penalties goes out."""
