"""The pages of proposals: a module a screen."""
