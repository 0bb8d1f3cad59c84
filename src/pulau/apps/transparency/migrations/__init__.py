"""migrations of transparency."""
