"""Whether a written name may be that of a person who is known by another writing of it."""

from __future__ import annotations

import pytest

from pulau.core.shared.names import is_name_of


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Indra Kusuma", "Indra Kusuma"),
        ("Dr. H. INDRA KUSUMA, M.Si.", "Indra Kusuma"),
        ("Indra", "Indra Kusuma, S.H."),
        ("KH. Ahmad Dahlan", "Ahmad Dahlan"),
        ("Ir Sukarno", "Sukarno"),
        ("Ni'mah A. Zahra", "Nimah Zahra"),
    ],
)
def test_titles_case_and_left_out_words_do_not_count(written: str, known: str) -> None:
    assert is_name_of(written, known)
    assert is_name_of(known, written)


@pytest.mark.parametrize(
    ("written", "known"),
    [("Indra Wijaya", "Indra Kusuma"), ("", "Indra"), ("Dr.", "Indra"), ("Indra", "…"), (", ,", "Indra")],
)
def test_another_name_is_not_theirs(written: str, known: str) -> None:
    assert not is_name_of(written, known)
