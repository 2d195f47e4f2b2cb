"""Words and letters below the stages: faces, shaping, hyphenation, numbers, dates, places."""
