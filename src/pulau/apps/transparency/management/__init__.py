"""management of transparency."""
