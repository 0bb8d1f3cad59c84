"""Pages of signing in and of what belongs to it."""
