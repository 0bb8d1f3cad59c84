"""Commands of Django that `pulau` calls by name."""
