"""The pages of agencies, a module a screen."""
