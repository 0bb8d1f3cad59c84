"""What is done with clearances and panels: a use case a function."""
