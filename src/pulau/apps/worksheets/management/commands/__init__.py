"""Django commands of worksheets."""
