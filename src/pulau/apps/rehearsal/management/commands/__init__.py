"""`pulau simulate season`."""
