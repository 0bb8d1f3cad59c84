"""Pledges and declarations as rules: when a declaration may open, which pacts are due, what coverage says."""
