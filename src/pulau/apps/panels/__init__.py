"""Clearance with other bodies, and the panel with its votes and dissent."""
