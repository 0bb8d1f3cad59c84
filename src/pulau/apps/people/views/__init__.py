"""Pages about people, a module a subject."""
