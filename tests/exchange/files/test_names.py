"""A safe name can do no harm, whatever it was before, and stays what it is when it was safe."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.exchange.files.names import MOST, MOST_BYTES, safe_name

NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from(list("./\\:\u202e\u2066\u0000\r\n\t \u0301\ud800<>\"'|?*%")))
)


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("Laporan Kinerja 2026.pdf", "Laporan Kinerja 2026.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ayu\\foto.jpg", "foto.jpg"),
        ("laporan\u202efdp.exe", "laporanfdp.exe"),
        (".htaccess", "htaccess"),
        ("...", "berkas"),
        ("", "berkas"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ('"><script>.png', "___script_.png"),
        ("re\u0301sume\u0301.txt", "résumé.txt"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
        ("surat.pdf. . ", "surat.pdf"),
        ("nama\ud800.txt", "nama_.txt"),
    ],
)
def test_a_name_becomes_harmless_and_keeps_its_extension(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(NASTY)
def test_a_safe_name_holds_nothing_that_could_do_harm(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= MOST
    assert len(safe.encode("utf-8")) <= MOST_BYTES
    assert not set(safe) & set('/\\:<>"|?*\r\n\0')
    assert not safe.startswith((".", " "))
    assert not safe.endswith((".", " "))
    assert safe.isprintable()
    assert unicodedata.is_normalized("NFC", safe)


@given(NASTY)
def test_a_safe_name_stays_as_it_is(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)
