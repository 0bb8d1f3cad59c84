"""The zone area of the demo. No real place or body is meant."""
