"""views of transparency."""
