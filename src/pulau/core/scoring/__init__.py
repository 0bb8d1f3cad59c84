"""Answers to score tree, gates and verdict, with the explanation of each figure.

Source of the rules: the pack (regulation); open points are settings of the pack.
"""

from typing import Final

ENGINE_VERSION: Final = "1"
"""Part of every replay digest; it changes when the same law and answers would give another result."""
