"""Signing and checking work where an event loop runs already."""

from __future__ import annotations

import asyncio

import pytest

from pulau.exchange.signatures.apart import outside_loop


async def _one() -> int:
    return 1


def test_a_loop_may_be_begun_with_or_without_one_that_runs() -> None:
    async def within() -> int:
        return outside_loop(lambda: asyncio.run(_one()))

    assert outside_loop(lambda: asyncio.run(_one())) == asyncio.run(within()) == 1


def test_what_is_raised_there_is_raised_here() -> None:
    async def within() -> None:
        outside_loop(lambda: int("x"))

    with pytest.raises(ValueError, match="invalid literal"):
        asyncio.run(within())
