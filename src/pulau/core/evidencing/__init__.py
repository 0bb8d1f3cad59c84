"""What shows that an answer is true: whether what a form asks for is there, and still holds."""
