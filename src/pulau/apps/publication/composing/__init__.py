"""Making published rows of what was gathered: what is told is asked of the table of disclosure."""
