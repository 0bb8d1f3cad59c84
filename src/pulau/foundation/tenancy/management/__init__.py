"""Django commands of tenancy."""
