"""Commands of the national figures."""
