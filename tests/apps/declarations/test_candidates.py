"""Whom a form offers to be named: bounded in a body of thousands, and never without those of the unit that declares."""

from __future__ import annotations

import pytest

from pulau.apps.declarations.selectors import candidates
from pulau.apps.declarations.selectors.candidates import candidates_for
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.declaring import DAY, Stage
from tests.apps.declarations.pledging import worker
from tests.house import House

pytestmark = pytest.mark.django_db


def test_those_of_the_unit_are_offered_however_many_others_there_are(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, unit = Stage(house), house.units["rsud"].pk
    with behind_wall(stage.tenant):
        worker(house, "Adi Pertama", account=False, head=True)
        worker(house, "Budi Direktur", "rsud", account=False, head=True)
        everybody = {one.name for one in candidates_for(stage.actor, DAY, unit)}
        monkeypatch.setattr(candidates, "MOST", 1)
        few = [one.name for one in candidates_for(stage.actor, DAY, unit)]
        gitas = [one.name for one in candidates_for(stage.actor, DAY, house.units["disdukcapil"].pk)]
    assert {"Indra Kusuma", "Gita Permata"} <= everybody
    assert any("Budi Direktur" in name for name in few)
    assert "Indra Kusuma" in few
    assert "Gita Permata" not in few
    assert "Gita Permata" in gitas
