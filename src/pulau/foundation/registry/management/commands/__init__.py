"""Django commands of the registry."""
