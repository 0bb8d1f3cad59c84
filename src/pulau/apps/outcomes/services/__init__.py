"""What is done with titles and outcomes: a use case a function."""
