"""Zone areas (kawasan): several units of one place assessed together."""
