"""Pulau: the open platform of the integrity zone (Zona Integritas)."""

__version__ = "0.1.0"
