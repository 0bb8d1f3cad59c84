"""Proposing units to the Minister: season, conditions, one letter, the statement of responsibility (usulan, SPTJM)."""
