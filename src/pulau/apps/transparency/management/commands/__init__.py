"""commands of transparency."""
