"""The demo's assessments: a title and its years, a repair, a revocation, and what is under way today."""
