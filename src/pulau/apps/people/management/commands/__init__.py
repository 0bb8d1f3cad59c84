"""Django commands of people."""
