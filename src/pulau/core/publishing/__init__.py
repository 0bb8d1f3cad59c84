"""What the public is told of a zone, and what not: the table of disclosure. Pure."""
