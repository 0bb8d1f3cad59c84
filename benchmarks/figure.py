"""A measured figure and its line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its value in `unit`, its ratio to an outside measure of the same run, and the limits of either.

    A limit that is None does not apply; a ratio that is None could not be measured, or there is none. A limit is the
    most that is allowed, or, where `more_is_better`, the least.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    ratio: float | None = None
    ratio_limit: float | None = None
    more_is_better: bool = False

    @property
    def within(self) -> bool:
        """Whether everything that was measured is within its limit, and anything was that has one."""
        pairs = ((self.value, self.limit), (self.ratio, self.ratio_limit))
        sign = -1 if self.more_is_better else 1
        judged = [sign * amount <= sign * limit for amount, limit in pairs if amount is not None and limit is not None]
        limited = any(limit is not None for _amount, limit in pairs)
        return all(judged) and bool(judged) == limited

    @property
    def line(self) -> str:
        """Return the line; `limit` is that of the value, or of the ratio where the value has none."""
        limit = self.ratio_limit if self.limit is None else self.limit
        shown = f"{_short(self.value)} {self.unit} ratio {_short(self.ratio)} limit {_short(limit)}"
        return f"bench: {self.name} {shown} {'ok' if self.within else 'over'}"


def _short(amount: float | None) -> str:
    """Print three significant digits, all digits of a large whole part, and never an exponent."""
    if amount is None:
        return "-"
    if abs(amount) >= 100:  # noqa: PLR2004 - where three digits are the whole part
        return f"{amount:.0f}"
    text = f"{amount:.3g}"
    return f"{amount:.6f}" if "e" in text else text
