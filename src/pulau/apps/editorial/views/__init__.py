"""Pages for everybody, and the desk of the editors."""
