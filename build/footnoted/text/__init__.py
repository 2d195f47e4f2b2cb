"""Words and letters below the stages: faces, shaping, measuring, hyphenation, numbers, dates, places."""
