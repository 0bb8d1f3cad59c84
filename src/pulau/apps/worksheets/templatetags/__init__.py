"""Template tags of worksheets."""
