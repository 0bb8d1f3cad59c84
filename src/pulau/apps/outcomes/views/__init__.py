"""Pages of titles and outcomes, a module a screen."""
