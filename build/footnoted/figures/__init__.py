"""Charts of the document as drawings: shapes and labels that a writer paints."""
