"""What the public is told of a zone, and what not: states, the table of disclosure, small numbers. Pure."""
