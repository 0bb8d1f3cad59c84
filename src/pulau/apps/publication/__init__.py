"""What the public sees of zones: rows that hold public facts only, made anew from the rows behind the walls."""
