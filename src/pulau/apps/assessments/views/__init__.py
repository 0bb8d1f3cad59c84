"""The pages of assessments: a module a screen."""
