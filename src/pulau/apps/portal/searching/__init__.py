"""Finding units, bodies and places by what somebody types."""
