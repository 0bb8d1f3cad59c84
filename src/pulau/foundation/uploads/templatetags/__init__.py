"""Tags of file fields."""
