"""Packages (paket): a whole self-assessment with its evidence as one ZIP, a bag by RFC 8493 that anyone can check."""
