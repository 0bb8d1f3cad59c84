"""What changes about people: a module a subject."""
