"""What the work screens of a worksheet show, as values for their templates."""
