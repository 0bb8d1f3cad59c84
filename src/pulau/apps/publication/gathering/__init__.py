"""What is known of a body, read behind its wall, in a number of queries that does not grow with its units."""
