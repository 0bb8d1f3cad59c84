"""services of transparency."""
