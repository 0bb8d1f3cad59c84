"""Commands of assessments."""
