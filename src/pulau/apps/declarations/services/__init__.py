"""What happens: a module a subject."""
