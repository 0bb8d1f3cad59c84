"""What people type: a module a subject."""
