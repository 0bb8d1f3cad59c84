"""Services of transparency."""
