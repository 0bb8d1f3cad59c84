"""T16: guessing is held, an office is not shut out, and nobody learns who has an account."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pulau.foundation.accounts import adapter, throttle
from pulau.foundation.accounts.models import EventKind, Means, SignInEvent, Tries, User
from pulau.foundation.accounts.throttle import HeldBack, Rule
from tests.house import PASSWORD, House

HERE = "198.51.100.1"
WRONG = "bukan-sandinya"
KNOWN, UNKNOWN = "ayu@uji.example.id", "siapa@uji.example.id"


def attempt(name: str, password: str = WRONG, *, address: str = HERE, **more: str) -> Any:  # noqa: ANN401
    return Client(REMOTE_ADDR=address).post("/masuk", {"login": name, "password": password, **more})


def later(**passed: float) -> None:
    """Let time pass for what is counted."""
    for row in Tries.objects.all():
        row.since -= timedelta(**passed)
        row.held_until = row.held_until and row.held_until - timedelta(**passed)
        row.save()


def guessed(tries: int, *, networks: int = 1, names: int = 1) -> Counter[str]:
    """Guess so often, from so many networks at so many names; return how many guesses were looked at, and held.

    By what the page calls: drawing it so often would only take time.
    """
    found: Counter[str] = Counter()
    for n in range(tries):
        name = KNOWN if names == 1 else f"orang{n % names}@uji.example.id"
        request = RequestFactory().post("/masuk", REMOTE_ADDR=f"198.51.{100 + n % networks}.1" if networks < 150
                                        else f"198.{n % networks // 250}.{n % networks % 250}.1")  # fmt: skip
        try:
            adapter.AccountAdapter(request).authenticate(request, login=name, password=f"tebakan-{n}")
        except HeldBack:
            found["held"] += 1
        else:
            found["looked at"] += 1
    return found


def test_five_hundred_tries_at_one_person_are_held(house: House) -> None:
    assert guessed(500)["looked at"] <= 6, "five, and one more where the machine takes half a minute for this"
    assert attempt(KNOWN, PASSWORD).status_code == 429, "the right password is not taken either meanwhile"
    assert SignInEvent.objects.filter(user=house.users["ayu"], kind=EventKind.FAILED).count() <= 6


def test_many_names_from_one_address_are_held_far_above_what_an_office_makes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert throttle.ADDRESS.free == 200
    monkeypatch.setattr(throttle, "ADDRESS", replace(throttle.ADDRESS, free=20))
    assert guessed(25, names=25) == {"looked at": 20, "held": 5}
    later(minutes=11)
    assert attempt(KNOWN, PASSWORD).status_code == 302


def test_one_person_from_many_networks_is_held_but_not_where_they_sign_in(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "NAME_ANYWHERE", replace(throttle.NAME_ANYWHERE, free=20))
    assert attempt(KNOWN, PASSWORD).status_code == 302
    assert guessed(30, networks=30) == {"looked at": 21, "held": 9}, "the person's own network is not counted"
    assert attempt(KNOWN, PASSWORD, address="203.0.113.5").status_code == 429
    assert attempt(KNOWN, PASSWORD).status_code == 302, "strangers shut nobody out of their own office"


@pytest.mark.nightly
def test_a_hundred_thousand_tries_are_held(house: House) -> None:
    kinds = {"one at one": (50_000, 1, 1), "one at all": (25_000, 1, 25_000), "all at one": (25_000, 10_000, 1)}
    looked_at = {
        kind: guessed(tries, networks=networks, names=names)["looked at"]
        for kind, (tries, networks, names) in kinds.items()
    }
    print(f"T16: tries {sum(tries for tries, *_ in kinds.values())}, looked at {looked_at}")  # noqa: T201 - a figure
    assert looked_at["one at one"] <= 20, "doubling waits, within the minutes that this takes"
    assert looked_at["one at all"] <= 200 * 3, "two hundred in ten minutes"
    assert looked_at["all at one"] <= 100 + 30, "a hundred, then one a minute"


def test_the_check_of_tries_sees_a_count_that_does_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "count_try", lambda _counted, _now: None)
    assert guessed(20) == {"looked at": 20}


def test_the_wait_grows_and_ends_by_itself(house: House) -> None:
    for _ in range(5):
        attempt(KNOWN)
    held = attempt(KNOWN, PASSWORD)
    assert (held.status_code, 25 <= int(held["Retry-After"]) <= 30) == (429, True)
    assert "Coba lagi setelah pukul" in held.content.decode()
    later(seconds=31)
    assert attempt(KNOWN).status_code == 422
    assert 55 <= int(attempt(KNOWN, PASSWORD)["Retry-After"]) <= 60
    later(seconds=61)
    assert attempt(KNOWN, PASSWORD).status_code == 302
    assert attempt(KNOWN).status_code == 422, "the count began anew"


def test_a_wait_doubles_up_to_its_longest() -> None:
    waits = [throttle.NAME_HERE.wait(failures) for failures in (4, 5, 6, 9, 10, 1_000)]
    assert waits == [None, *(timedelta(seconds=seconds) for seconds in (30, 60, 480, 900, 900))]
    assert Rule("x", 1, timedelta(1), timedelta(1), timedelta(1)).wait(0) is None


def test_others_in_the_office_sign_in_while_one_is_held(house: House) -> None:
    for _ in range(8):
        attempt(KNOWN)
    assert attempt("gita@uji.example.id", PASSWORD).status_code == 302


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_tries_are_counted_for_each_visitor_apart(house: House) -> None:
    def tried(address: str) -> int:
        headers = {"X-Forwarded-For": f"203.0.113.9, {address}"}  # the first part is what the visitor says
        return Client().post("/masuk", {"login": KNOWN, "password": "x"}, headers=headers).status_code

    assert [tried("198.51.100.1") for _ in range(6)] == [422] * 5 + [429]
    assert tried("198.51.100.2") == 422


def test_who_is_told_to_wait_loses_nothing_that_was_typed(house: House) -> None:
    area = house.address("area/1")
    held = re.findall(r'name="titipan" value="([^"]+)"', Client().post(area, {"jawab:P1.i.b": "A"}).content.decode())[0]
    for _ in range(5):
        attempt(KNOWN)
    page = attempt(KNOWN, titipan=held).content.decode()
    assert f'name="titipan" value="{held}"' in page
    assert f'value="{KNOWN}"' in page
    assert "bukan-sandinya" not in page


def told(answer: Any) -> tuple[Any, ...]:  # noqa: ANN401 - an answer
    """All that an answer tells, but for what was typed and for tokens that every answer has anew."""
    text = answer.content.decode()
    for name in (KNOWN, UNKNOWN):
        text = text.replace(name, "NAMA")
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", text)
    text = re.sub(r"pukul \d\d\.\d\d", "pukul", text)
    moving = {"Content-Length", "Expires", "Retry-After", "X-Request-ID"}  # with the second, or the name's length
    headers = {name: value for name, value in answer.headers.items() if name not in moving}
    cookies = {
        name: {key: cookie[key] for key in cookie if key != "expires"} for name, cookie in answer.cookies.items()
    }
    return answer.status_code, text, headers, cookies


@pytest.mark.parametrize("tries", [1, 6])
def test_an_unknown_name_is_answered_as_a_known_one(house: House, tries: int) -> None:
    for name in (KNOWN, UNKNOWN):
        for _ in range(tries - 1):
            attempt(name)
    assert told(attempt(KNOWN)) == told(attempt(UNKNOWN))
    assert told(attempt(KNOWN))[0] == (422 if tries == 1 else 429)


def test_an_unknown_name_takes_the_same_work(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    def hash_it(_user: User, password: str) -> bool:
        hashed.append(password)
        return False

    monkeypatch.setattr(User, "check_password", hash_it)
    monkeypatch.setattr(User, "set_password", hash_it)
    queries = []
    for name in (KNOWN, UNKNOWN, "198501012010012001"):
        with CaptureQueriesContext(connection) as counted:
            attempt(name)
        queries.append(len(counted))
    assert len(set(queries)) == 1, queries
    assert len(hashed) == 3, "one password is hashed each time"


def test_asking_for_a_new_password_tells_nothing_and_takes_the_same_work(house: House) -> None:
    found = []
    for name in (KNOWN, UNKNOWN):
        client = Client(REMOTE_ADDR=HERE)
        with CaptureQueriesContext(connection) as counted:
            answer = client.post("/akun/lupa", {"surel": name})
        found.append((told(answer), answer["Location"], len(counted), told(client.get("/akun/lupa/terkirim"))))
    assert found[0] == found[1]
    assert DBTaskResult.objects.filter(task_path__endswith="mail_reset_link").count() == 2, "a job either way"


def test_the_check_sees_an_answer_that_tells(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    real = adapter.AccountAdapter.authenticate

    def telling(self: Any, request: Any, **given: Any) -> Any:  # noqa: ANN401 - allauth's
        if given["login"] == UNKNOWN:
            raise HeldBack(timezone.now())
        return real(self, request, **given)

    monkeypatch.setattr(adapter.AccountAdapter, "authenticate", telling)
    assert told(attempt(KNOWN)) != told(attempt(UNKNOWN))


def test_what_is_kept_of_a_try_names_neither_address_nor_what_was_typed(house: House) -> None:
    attempt(KNOWN)
    attempt(UNKNOWN, address="2001:db8:7:1::9")
    kept = [(row.user_id, row.kind, row.means, row.network) for row in SignInEvent.objects.all()]
    assert kept == [
        (None, EventKind.FAILED, Means.PASSWORD, "2001:db8:7::/48"),
        (house.users["ayu"].pk, EventKind.FAILED, Means.PASSWORD, "198.51.100.0/24"),
    ]
    assert all(re.fullmatch(r"[0-9a-f]{64}", row.key) for row in Tries.objects.all())


def test_what_counts_no_more_is_forgotten(house: House) -> None:
    attempt(KNOWN)
    later(days=3)
    assert throttle.forget_tries(timezone.now()) == 3
    assert not Tries.objects.exists()


def test_a_right_password_takes_its_count_back(house: House) -> None:
    for _ in range(4):
        attempt(KNOWN)
    assert attempt(KNOWN, PASSWORD).status_code == 302
    assert sorted(row.failures for row in Tries.objects.all()) == [4, 4]
    assert check_password(PASSWORD, house.users["ayu"].password)
