"""Worksheets as packages: what is put into one, and how one is taken in."""
