"""Who can sign in, and how a body and its first people are let in."""
