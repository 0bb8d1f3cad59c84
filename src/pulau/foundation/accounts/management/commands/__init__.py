"""Django commands of accounts."""
