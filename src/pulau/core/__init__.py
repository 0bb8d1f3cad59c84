"""The rules of the integrity zone: pure Python, no Django, no I/O, no clock, no randomness, no settings."""
