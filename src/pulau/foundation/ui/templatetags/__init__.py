"""Template tags and filters of Pulau."""
