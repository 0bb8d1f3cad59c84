"""The pages of worksheets, a module a screen."""
