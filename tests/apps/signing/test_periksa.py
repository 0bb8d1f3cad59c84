"""`/periksa` and `/v/<number>`: each result is told apart, in words, to anybody, and without a cookie."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from pulau.apps.signing.models import DocumentState, Signatory, SignatoryState
from pulau.apps.signing.names import initials
from pulau.core.shared.codes import shown_code
from pulau.foundation.registry.proofs import Proof, ProofSource, proof_sources
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.signing.kept import Kept
from tests.cast import NOW
from tests.exchange.signatures.studio import signed, stranger, unsigned

pytestmark = pytest.mark.django_db


def page(path: str, status: int = 200) -> str:
    return told(Client().get(path), status)


def send(content: bytes, status: int = 200, name: str = "dokumen.pdf") -> str:
    return told(Client().post("/periksa", {"berkas": SimpleUploadedFile(name, content)}), status)


def told(answer: object, status: int) -> str:
    assert answer.status_code == status  # type: ignore[attr-defined]
    assert not answer.cookies  # type: ignore[attr-defined]
    text = answer.content.decode()  # type: ignore[attr-defined]
    assert len(text) < 100_000
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text.split("<main", 1)[1].split("</main", 1)[0])))


def test_the_page_asks_for_a_number_or_a_file_and_promises_to_note_nobody(db: None) -> None:
    text = page("/periksa")
    assert "Nomor pada dokumen" in text
    assert "paling besar 25 MB" in text
    assert "tidak mencatat siapa Anda" in text


def test_a_complete_document_is_genuine_and_tells_who_signed_what_where_and_as_what(kept: Kept) -> None:
    text = page(f"/v/{kept.codes['two']}")
    for told_of in (
        *("Dokumen asli", "masih berlaku", "Piagam two", "Piagam uji trial-open", "Dr. Indra Kusuma, M.Si."),
        *("Jabatan indra", "Saksi", "Gita Permata", "Dinas Kependudukan", "Kabupaten Tanjung Sagara", "2 dari 2"),
        *("Sertifikat elektronik", "waktunya terbukti", "WIB", shown_code(kept.codes["two"]), "Unduh dokumen"),
    ):
        assert told_of in text


@pytest.mark.parametrize(
    ("name", "values", "heading", "also"),
    [
        ("half", {}, "Asli, tetapi belum lengkap", "1 dari 2 orang sudah menandatangani"),
        (
            "two",
            {"state": DocumentState.WITHDRAWN, "ended_at": NOW, "end_reason": "Salah naskah."},
            *("sudah dicabut", "Salah naskah."),
        ),
        ("two", {"state": DocumentState.CANCELLED, "ended_at": NOW, "end_reason": "Batal."}, "Dibatalkan", "Batal."),
        ("two", {"valid_until": date(2026, 1, 31)}, "masa berlakunya berakhir", "berlaku sampai 31 Januari 2026"),
    ],
)  # fmt: skip
def test_every_state_has_its_words(kept: Kept, name: str, values: dict[str, object], heading: str, also: str) -> None:
    kept.change(name, **values)
    text = page(f"/v/{kept.codes[name]}")
    assert heading in text
    assert also in text


def test_a_replaced_document_leads_to_the_newer_one(kept: Kept) -> None:
    kept.change("two", state=DocumentState.SUPERSEDED, ended_at=NOW, successor_id=kept.documents["half"])
    answer = Client().get(f"/v/{kept.codes['two']}")
    assert "Asli, tetapi sudah diganti" in told(answer, 200)
    assert f'href="/v/{kept.codes["half"]}"' in answer.content.decode()


def test_a_signature_that_was_withdrawn_is_told_with_its_reason(kept: Kept) -> None:
    with behind_wall(kept.tenant):
        rows = Signatory.objects.for_tenant(kept.tenant).filter(document_id=kept.documents["two"], part="witness")
        rows.update(state=SignatoryState.WITHDRAWN, reason="Saya keliru hadir.", done_at=NOW)
    kept.change("two", state=DocumentState.PARTLY)
    text = page(f"/v/{kept.codes['two']}")
    assert "ada tanda tangan yang ditarik" in text
    assert "Saya keliru hadir." in text


def test_the_public_sees_initials_of_an_employee_and_the_holder_of_the_file_the_name(kept: Kept) -> None:
    by_number, by_file = page(f"/v/{kept.codes['own']}"), send(kept.pdf("own"))
    assert "A. L." in by_number
    assert "Dinas Kependudukan" in by_number
    for hidden in ("Ayu", "Larasati", "Jabatan ayu", "Piagam own", "Unduh"):
        assert hidden not in by_number
    assert "Ayu Larasati" in by_file
    assert "sama persis" in by_file
    assert "Unduh" not in by_file
    assert Client().get(f"/v/{kept.codes['own']}.pdf").status_code == 404
    assert "Larasati" not in Client().get(f"/v/{kept.codes['own']}.json").content.decode()


def test_an_earlier_version_is_genuine_and_says_that_others_have_signed_since(kept: Kept) -> None:
    text = send(kept.pdf("two", 2))
    assert "Versi lama dari dokumen ini" in text
    assert "versi 2 dari 3" in text
    assert "Belum ada di berkas Anda" in text
    assert "belum ditandatangani siapa pun" in send(kept.pdf("draft"))


@pytest.mark.parametrize("how", ["a byte inside", "something appended", "the last update", "cut"])
def test_a_changed_file_is_refused_and_the_original_offered(kept: Kept, how: str) -> None:
    pdf = kept.pdf("two")
    changed = {
        "a byte inside": pdf[:2_000] + bytes([pdf[2_000] ^ 1]) + pdf[2_001:],
        "something appended": pdf + b"\n% lagi\n",
        "the last update": pdf[:-3_000] + bytes([pdf[-3_000] ^ 1]) + pdf[-2_999:],
        "cut": pdf[:-500],
    }[how]
    text = send(changed)
    assert "Dokumen ini sudah diubah" in text
    assert "Unduh yang asli" in text
    assert "asli dan" not in text


def test_what_is_signed_elsewhere_is_foreign_and_names_whom_its_certificate_names(kept: Kept) -> None:
    text = send(signed(1))
    assert "Tidak dikenal oleh Pulau" in text
    assert "Ayu Larasati" in text
    assert "Pulau Issuing Uji" in text
    assert stranger().signer.serial not in text


def test_a_pdf_without_signatures_is_told_so(kept: Kept) -> None:
    assert "Tidak bertanda tangan" in send(unsigned())


def test_a_number_with_a_wrong_check_sign_is_not_an_unknown_one_and_stays_in_the_field(kept: Kept) -> None:
    code = kept.codes["two"]
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    typed, unknown = Client().get("/periksa", {"nomor": wrong}), Client().get("/v/0000-0000-0000")
    assert "tidak cocok dengan huruf pemeriksa" in told(typed, 422)
    assert f'value="{wrong}"' in typed.content.decode()
    assert "Nomor tidak dikenal" in told(unknown, 404)
    assert 'value="000000000000"' in unknown.content.decode()
    assert "dua belas huruf" in told(Client().get("/periksa", {"nomor": "123"}), 422)


@override_settings(PUBLIC_URL="https://pulau.example")
def test_a_typed_number_or_the_whole_link_leads_to_its_address(kept: Kept) -> None:
    code = kept.codes["two"]
    for typed in (shown_code(code).lower(), f" {code} ", f"https://pulau.example/v/{code}"):
        answer = Client().get("/periksa", {"nomor": typed})
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/v/{code}")
    elsewhere = page(f"/periksa?nomor=https://palsu.example/v/{code}")
    assert "palsu.example, bukan ke sini" in elsewhere


def test_the_number_of_another_kind_of_proof_leads_to_it(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    source = ProofSource("uji", lambda code: Proof("/istilah", "Bukti uji") if code == "000000000000" else None)
    monkeypatch.setitem(proof_sources._entries, "uji", source)
    assert "Bukti uji" in page("/v/000000000000")


def test_the_page_speaks_english_where_its_address_asks_for_it(kept: Kept) -> None:
    answer = Client().get(f"/v/{kept.codes['two']}?bahasa=en")
    assert answer.headers["Content-Language"] == "en"
    assert "Trial charter" in told(answer, 200)


def test_a_document_whose_last_day_is_to_come_is_in_force(kept: Kept) -> None:
    kept.change("two", valid_until=date(2099, 1, 1))
    assert "masih berlaku" in page(f"/v/{kept.codes['two']}")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ayu Larasati", "A. L."),
        ("Dr. H. Indra Kusuma, S.H., M.Si.", "I. K."),
        ("AYU LARASATI", "A. L."),
        ("Sukarno", "S."),
    ],
)
def test_initials_leave_titles_out(name: str, short: str) -> None:
    assert initials(name) == short
