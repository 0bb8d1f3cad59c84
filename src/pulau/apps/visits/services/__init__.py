"""Writes of visits: one function a use case."""
