"""What is done with companions' rooms: a use case a function."""
