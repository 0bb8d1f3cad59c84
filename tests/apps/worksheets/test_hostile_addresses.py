"""What stands in an address is a stranger's text: whatever it is, the answer is a page or a refusal."""

from __future__ import annotations

from typing import Final

import pytest

from tests.house import House

MANY: Final = "9" * 5_000
TEXTS: Final = ("<b>", MANY, "-1", "\u00b2", "\u0663", "1e9", "0x1", "None", "\x00", "\ud83d\ude00", "a:b", "[")
FIELDS: Final = {
    "": ("panduan",),
    "area/1": ("tersimpan",),
    "area/1/denyut": ("sejak",),
    "butir/P1.i.a": ("sebelum", "komentar"),
    "butir/P1.i.a/denyut": ("versi", "komentar"),
    "rencana": ("sasaran", "target", "tolok", "kunci"),
    "coba": ("j-P1.i.a", "j-", "j-P1.i.a.x"),
    "bandingkan": ("tahun", "unit", "cari"),
    "simulasi": ("peraturan",),
    "unggah": ("diambil",),
}


@pytest.mark.once
@pytest.mark.parametrize("rest", FIELDS)
def test_no_text_in_an_address_makes_a_mistake_of_ours(house: House, rest: str) -> None:
    client = house.client("ayu")
    client.raise_request_exception = False
    for field in FIELDS[rest]:
        for text in (*TEXTS, ""):
            answer = client.get(house.address(rest), {field: text.encode("utf-16", "surrogatepass").decode("utf-16")})
            assert answer.status_code in {200, 302, 404, 422}, (field, text[:9])


@pytest.mark.once
@pytest.mark.parametrize("path", ["/lke/tabel", "/lke/tabel.csv", "/unit", "/lke/baru", "/webhook", "/lke"])
def test_the_lists_bear_any_question(house: House, path: str) -> None:
    client = house.client("hana")
    client.raise_request_exception = False
    fields = ("tahun", "urut", "cari", "jenis", "keadaan", "halaman", "unit", "sudah")
    # All fields odd in one question, for each text; and each alone, for every third of them in turn.
    asked = [dict.fromkeys(fields, text) for text in TEXTS]
    asked += [{field: text} for start, field in enumerate(fields) for text in TEXTS[start % 3 :: 3]]
    for question in asked:
        told = {field: text.encode("utf-16", "surrogatepass").decode("utf-16") for field, text in question.items()}
        assert client.get(path, told).status_code == 200, [(field, text[:9]) for field, text in question.items()]


@pytest.mark.parametrize(
    "path", [f"/lke/disdukcapil/{MANY}/", f"/lke/disdukcapil/{'9' * 30}/area/1", "/lke/disdukcapil/2026/butir/%00"]
)
def test_no_path_makes_a_mistake_of_ours(house: House, path: str) -> None:
    client = house.client("ayu")
    client.raise_request_exception = False
    sent = {"versi:P1.i.a": MANY, "jawab:P1.i.a": MANY, "catatan:P1.i.a": "x", "versi:\x00": "1"}
    assert client.get(path).status_code == 404
    assert client.post(path, sent).status_code in {303, 404, 405, 422}


def test_a_form_with_odd_numbers_and_names_is_refused_or_taken_in_part(house: House) -> None:
    client = house.client("ayu")
    client.raise_request_exception = False
    for odd in TEXTS:
        text = odd.encode("utf-16", "surrogatepass").decode("utf-16")
        sent = {"versi:P1.i.a": text, "jawab:P1.i.a": text, f"versi:{text}": "1", f"hitung:{text}:{text}": text}
        for rest in ("area/1", "butir/P1.i.a"):
            assert client.post(house.address(rest), sent).status_code in {303, 400, 409, 422}, (rest, odd[:9])
        restored = client.post(house.address("butir/P1.i.a/pulihkan"), {"versi": text, "terlihat": text})
        assert restored.status_code in {303, 409, 422}
        said = client.post(house.address("butir/P1.i.a/komentar"), {"komentar": text, "kunci": text, "beritahu": text})
        assert said.status_code in {303, 422}
