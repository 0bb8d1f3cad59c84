"""`pulau demo load`: what it says, and where it refuses."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from pulau.apps.declarations.contract import DemoCeremonies
from pulau.apps.people.demo_town.load import TownsBuilt
from pulau.foundation.accounts.demo import CAST, people_of_demo
from pulau.foundation.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # loaded on PostgreSQL by tests/faults/test_prepared.py


# By day its people alone; with bodies and worksheets tests/cli/test_server.py loads it, as whoever installs Pulau does.
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.nightly)])
def test_the_command_says_what_it_did(settings: Settings, monkeypatch: pytest.MonkeyPatch, *, whole: bool) -> None:
    settings.DEMO_SIGN_IN = True
    if not whole:
        monkeypatch.setattr("pulau.apps.worksheets.demo_house.load.load_towns", lambda *_, **__: TownsBuilt({}, 0))
    # Its hundred signatures take seconds; tests/apps/declarations/test_demo_ceremonies.py lets them be given.
    # What apps to the right add is loaded by tests/cli/test_server.py, as `make run` does.
    monkeypatch.setattr("pulau.apps.worksheets.demo_house.load.demo_parts", ())
    held = iter((DemoCeremonies(11, 1_932, 78), DemoCeremonies()))
    monkeypatch.setattr("pulau.apps.worksheets.demo_house.load.load_ceremonies", lambda *_, **__: next(held))
    first, second = StringIO(), StringIO()
    call_command("demo_load", stdout=first)
    call_command("demo_load", stdout=second)
    count = "72 unit, 1721 pegawai, 37 lembar kerja" if whole else "0 unit, 0 pegawai, 0 lembar kerja"
    assert f"47 akun, {count}" in first.getvalue()
    assert "11 pencanangan, 1.932 pakta, 78 dokumen bertanda tangan" in first.getvalue()
    assert "tidak ada yang diubah" in second.getvalue()
    assert people_of_demo()["ayu"].has_usable_password()


def test_where_the_demo_may_not_sign_in_it_is_refused_or_gives_nobody_a_password(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO_SIGN_IN = False
    # Its people alone: the bodies and worksheets are the same with and without passwords, and take seconds.
    monkeypatch.setattr("pulau.apps.worksheets.demo_house.load.load_towns", lambda *_, **__: TownsBuilt({}, 0))
    with pytest.raises(CommandError, match="--no-sign-in"):
        call_command("demo_load", stdout=StringIO())
    assert not User.objects.exists()
    monkeypatch.setattr("pulau.apps.worksheets.demo_house.load.load_ceremonies", lambda *_, **__: DemoCeremonies())
    call_command("demo_load", "--no-sign-in", stdout=StringIO())
    assert User.objects.count() == len(CAST)
    assert not any(user.has_usable_password() for user in User.objects.all())
