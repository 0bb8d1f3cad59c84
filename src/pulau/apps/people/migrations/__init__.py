"""Database steps, in order."""
