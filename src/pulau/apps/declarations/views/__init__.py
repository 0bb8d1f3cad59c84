"""Screens: a module a screen."""
