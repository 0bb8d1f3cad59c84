"""management of opendata."""
