"""What changes of agencies: a module a subject."""
