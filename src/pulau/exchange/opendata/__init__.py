"""Releases of open data: typed tables written as CSV, JSON Lines and Parquet at once, and what describes them."""
