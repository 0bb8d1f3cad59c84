"""Reading: a module a subject, always scoped."""
