"""The forms of an agency's pages: a module a subject."""
