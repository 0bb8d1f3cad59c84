"""Two sets of answers side by side: what differs in figures, gates, titles and items, and why each is what it is."""
