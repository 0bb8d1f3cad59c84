"""Evidence (data dukung, eviden): kept once under its digest, dated, reused by items, units and years."""
