"""What is done with cases: a use case a function."""
