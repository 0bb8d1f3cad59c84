"""Notices: what a person is told in Pulau and, at the pace they choose, by e-mail."""
