"""Pages of presentations and visits, below the address of a case."""
