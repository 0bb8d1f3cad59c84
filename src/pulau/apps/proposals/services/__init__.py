"""What is done with proposals: a use case a function."""
