"""Commands of rehearsal."""
