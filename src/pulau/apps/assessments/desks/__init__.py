"""The assessors' desks: what is due, where everything stands, how far assessors agree, and all of it as files."""
