"""Pages of companions' rooms."""
