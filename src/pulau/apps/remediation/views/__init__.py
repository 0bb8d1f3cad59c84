"""The pages of repair and of good practices: a module a screen."""
