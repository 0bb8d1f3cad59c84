"""commands of opendata."""
