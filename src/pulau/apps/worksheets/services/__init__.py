"""What can be done with worksheets, a module a subject."""
