"""YAML text in; nodes that know where they stand, and diagnostics, out."""
