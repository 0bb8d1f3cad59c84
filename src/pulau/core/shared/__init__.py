"""What every part of the core shares: exact numbers, digests, problems, actors."""
