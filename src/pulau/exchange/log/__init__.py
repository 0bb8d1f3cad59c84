"""The public log for those outside: its verifier, one file that is also downloaded and run alone."""
