"""What this app takes for given where no regulation says otherwise: each with the reason, in one place to change."""

from __future__ import annotations

from typing import Final

from pulau.core.pledging.renewing import RenewalRule

RENEWAL: Final = RenewalRule(new_days=30, yearly=(1, 31), least_days=7)
"""A custom, no law: Permenpan RB 90/2021 asks for signed pacts and names no day. A month is what agencies give in their
own circulars; the yearly one belongs to January, beside the performance agreement; and nobody is given under a week."""
