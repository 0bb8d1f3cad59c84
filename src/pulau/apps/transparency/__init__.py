"""The public log: commitments of journal entries in a tree that only grows, and witnesses who hold it to account."""
