"""Keys of the read API: free, kept as a digest alone, and no way around the limit of an address."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.opendata import limits
from pulau.apps.opendata.keys import KeyNotFound, digest_of, make_key, revoke_key
from pulau.apps.opendata.models import ReaderKey
from pulau.apps.transparency.models import OperatorEntry
from pulau.foundation.api.rates import Rates
from tests.apps.opendata.country import NOW

pytestmark = pytest.mark.django_db
AGENCIES = "/api/v1/open/agencies"


def ask(key: str) -> int:
    return Client().get(AGENCIES, headers={"X-Data-Key": key}).status_code


def test_anybody_makes_a_key_on_the_page_and_only_its_digest_is_kept() -> None:
    page = Client().post("/data/kunci", {"untuk": "  Aplikasi  Warga "})
    row = ReaderKey.objects.get()
    assert (page.status_code, row.label) == (201, "Aplikasi Warga")
    key = next(word for word in page.content.decode().split("<code") if "data_" in word).split(">")[1].split("<")[0]
    assert row.digest == digest_of(key)
    assert key not in str(ReaderKey.objects.values())
    assert ask(key) == 200
    assert page.headers["Cache-Control"].startswith("max-age=0")


def test_a_label_that_is_too_long_is_refused_and_stays_in_the_form() -> None:
    page = Client().post("/data/kunci", {"untuk": "a" * 81})
    assert page.status_code == 422
    assert "a" * 81 in page.content.decode()
    assert not ReaderKey.objects.exists()


def test_an_address_makes_few_keys_a_minute() -> None:
    codes = [Client().post("/data/kunci").status_code for _ in range(4)]
    assert codes == [201, 201, 201, 429]


def test_a_key_lets_more_through_than_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANONYMOUS", 1)
    key = make_key(label="", a_minute=3, now=NOW)
    assert [Client().get(AGENCIES).status_code for _ in range(2)] == [200, 429]
    assert [ask(key) for _ in range(4)] == [200, 200, 200, 429]


def test_many_keys_do_not_lift_the_ceiling_of_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ADDRESS_CEILING", 4)
    keys = [make_key(label="", now=NOW) for _ in range(3)]
    assert [ask(key) for key in (*keys, *keys)] == [200] * 4 + [429] * 2


@pytest.mark.parametrize("key", ["x", "data_", f"data_{'g' * 32}", f"data_{'0' * 32}", f"data_{'0' * 4000}", "é"])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    assert ask(key) == 401


def test_a_revoked_key_is_refused_as_soon_as_it_is_looked_up_again() -> None:
    key = make_key(label="", now=NOW)
    assert ask(key) == 200
    revoke_key(hint=key[:11], now=NOW)
    assert ask(key) == 200, "for a minute at most"
    limits.known_keys.clear()
    assert ask(key) == 401
    with pytest.raises(KeyNotFound):
        revoke_key(hint=key[:11], now=NOW)
    with pytest.raises(KeyNotFound):
        revoke_key(hint="data_", now=NOW)


def test_a_key_is_looked_up_once_not_with_each_request() -> None:
    key = make_key(label="", now=NOW)
    ask(key)
    with CaptureQueriesContext(connection) as queries:
        ask(key)
    assert not any("readerkey" in query["sql"] for query in queries)


def test_what_is_done_with_keys_is_in_the_journal_of_operations_without_the_key() -> None:
    key = make_key(label="Universitas", now=NOW)
    revoke_key(hint=key[:11], now=NOW)
    entries = OperatorEntry.objects.filter(action__startswith="opendata.key")
    assert [entry.action for entry in entries.order_by("action")] == ["opendata.key_made", "opendata.key_revoked"]
    assert not any(key in entry.payload or "Universitas" in entry.payload for entry in entries)


def test_the_operator_gives_a_key_with_its_own_limit_and_takes_it_back() -> None:
    out = StringIO()
    call_command("opendata_key", "Universitas X", a_minute=5_000, stdout=out)
    key = out.getvalue().strip()
    assert ReaderKey.objects.get(digest=digest_of(key)).a_minute == 5_000
    call_command("opendata_revoke", key, stdout=out)
    assert ReaderKey.objects.get().revoked_at is not None
    for wrong in (("", 600), ("x" * 81, 600), ("x", 0)):
        with pytest.raises(CommandError):
            call_command("opendata_key", wrong[0], a_minute=wrong[1], stdout=out)
    with pytest.raises(CommandError):
        call_command("opendata_revoke", "data_000000", stdout=out)


def test_a_window_ends_and_a_clock_that_goes_back_begins_a_new_one() -> None:
    rates = Rates()
    assert [rates.wait("a", 2, 100.0) for _ in range(2)] == [0, 0]
    assert rates.wait("a", 2, 130.0) == 30
    assert rates.wait("a", 2, 160.0) == 0
    assert rates.wait("a", 2, 1.0) == 0
