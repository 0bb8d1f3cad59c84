"""What happened, kept for good: one entry for each write, in the same transaction."""
