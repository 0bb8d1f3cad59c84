"""What `make bench` runs: each figure one line, measured, never asserted."""
