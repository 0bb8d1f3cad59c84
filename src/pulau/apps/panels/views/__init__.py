"""The pages of clearances and panels: a module a screen."""
