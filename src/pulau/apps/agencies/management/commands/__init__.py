"""Django commands of agencies."""
