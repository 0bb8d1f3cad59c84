"""Signatures inside PDFs (PAdES) without Django: an authority of one's own, signing, and checking what was signed."""
