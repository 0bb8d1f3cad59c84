"""Agencies and their work units."""
