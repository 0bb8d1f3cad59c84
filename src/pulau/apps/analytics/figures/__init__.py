"""The figures, a module each: what the rules make of the rows of its question, and how that is shown."""
