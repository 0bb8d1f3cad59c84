"""`work`: what `pulau work` runs."""
