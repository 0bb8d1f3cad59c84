"""Making published rows of what was gathered: every field passes the table of disclosure."""
