"""What every operation of the HTTP API shares: refusals as problems in the asker's language, and reading a request."""
