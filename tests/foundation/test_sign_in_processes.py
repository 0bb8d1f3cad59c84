"""Tries at the same time, each on a connection of its own as in many processes, get no more than one by one."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.utils import timezone

from pulau.foundation.accounts import throttle
from pulau.foundation.accounts.models import Tries

pytestmark = pytest.mark.django_db(transaction=True)


def one_try(_number: int) -> str:
    counted = ((throttle.ADDRESS, "198.51.100.1"), (throttle.NAME_HERE, "ayu"))
    try:
        throttle.count_try(counted, timezone.now())
    except throttle.HeldBack:
        return "held"
    finally:
        connections.close_all()
    return "looked at"


def test_sixty_tries_at_once_are_counted_one_by_one() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the database of the SQLite tests lies in the memory of one connection")
    with ThreadPoolExecutor(12) as many:
        found = Counter(many.map(one_try, range(60)))
    assert found == {"looked at": 5, "held": 55}
    assert sorted(row.failures for row in Tries.objects.all()) == [5, 5]
