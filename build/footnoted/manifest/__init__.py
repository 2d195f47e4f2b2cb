"""What was made of a project, and from what: `manifest.json` beside the files.

`record` says what stands in it, `file` reads and writes it, `keys` tells whether a file would come
out as it lies there, `make` makes one and its entry, `findings` writes diagnostics down.
"""
