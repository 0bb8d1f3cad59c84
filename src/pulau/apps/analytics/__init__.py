"""The country's figures (angka nasional): a nightly snapshot of what is published, and what is counted of it."""
