"""What the page of a declaration leads to next: one's own signature, those who sign, the record made anew."""

from __future__ import annotations

import pytest

from pulau.apps.declarations.services.closing import close_declaration
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.declaring import Stage
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db
SIGN_DEED, SIGN_RECORD = "Tanda tangani piagam", "Tanda tangani berita acara"


@pytest.fixture
def stage(house: House) -> Stage:
    made = Stage(house)
    made.approve()
    return made


def test_who_is_to_sign_gets_there_from_the_declaration_itself(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    stage.name(row, "gita")
    stage.name(row, "indra", "witness")
    stage.prepare(row)
    page = f"/pencanangan/{row.pk}"

    def read(who: str) -> str:
        return stage.house.client(who).get(page).content.decode()

    assert SIGN_DEED not in read("gita"), "it is not open yet"
    stage.open(row, "Menunggu pegawai baru")
    assert SIGN_DEED in read("gita")
    assert SIGN_DEED in read("indra")
    assert SIGN_DEED not in read("hana"), "she plans, and signs nothing"
    assert f"?kembali={page}" in read("gita")
    document = stage.fresh(row).document
    assert document is not None
    assert f'href="/dokumen/{document.pk}"' in read("hana"), "where she names another in the place of who refuses"
    assert f'href="/dokumen/{document.pk}"' not in read("ayu")
    assert f'href="/v/{document.code}"' in read("ayu"), "of this site, wherever it is served"
    stage.sign("gita")
    assert SIGN_DEED not in read("gita")


def test_a_record_is_made_anew_only_until_somebody_signs_it(stage: Stage) -> None:
    row = stage.plan()
    stage.name(row, "hana")
    stage.name(row, "indra", "witness")
    stage.prepare(row)
    stage.open(row, "Menunggu pegawai baru")
    stage.sign("hana")
    hana, page = stage.house.client("hana"), f"/pencanangan/{row.pk}"
    assert "Susun berita acara" in hana.get(page).content.decode()
    (witness,) = stage.fresh(row).people.filter(part="witness")
    with behind_wall(stage.tenant):
        close_declaration(
            actor=stage.actor, declaration_id=row.pk, position="Sekretaris", witnesses=[witness.pk], now=NOW
        )
    prepared = hana.get(page).content.decode()
    assert SIGN_RECORD in prepared
    assert "Susun ulang berita acara" in prepared
    stage.sign("hana", 2)
    signed = hana.get(page).content.decode()
    assert SIGN_RECORD not in signed
    assert f"{page}/tutup" not in signed, "it would only be refused"
