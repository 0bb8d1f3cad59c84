"""The pages of zone areas: a module a screen."""
