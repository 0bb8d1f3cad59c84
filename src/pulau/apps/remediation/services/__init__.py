"""What is done with plans and practices: a use case a function."""
