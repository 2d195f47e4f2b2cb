"""The records everything else speaks of: dataset, outline, style (from YAML) and document."""
