"""What is done with evidence, one function a use case."""
