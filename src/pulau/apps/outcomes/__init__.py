"""What comes of an evaluation: title, certificate, objection, monitoring, revocation."""
