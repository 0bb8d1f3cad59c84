"""Ways to put a signature into a PDF: with our own authority, with a module of keys, with the national service."""
