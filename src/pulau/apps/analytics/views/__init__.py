"""Pages of the national figures."""
