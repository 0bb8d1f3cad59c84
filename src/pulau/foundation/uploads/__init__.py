"""Files that people send in, resumably: the tus protocol 1.0.0, and reading what arrived. docs/howto/files.md."""
