"""Which values a readiness fact can have."""

from __future__ import annotations

import pytest

from pulau.core.shared.readiness import UnfitValue, fit_value


@pytest.mark.parametrize(
    ("measure", "typed", "kept"),
    [
        ("bpk-opinion", "WTP", "WTP"),
        ("bpk-opinion", " wtp-dpp ", "WTP-DPP"),
        ("bpk-opinion", "WTP–DPP", "WTP-DPP"),
        ("sakip", "bb", "BB"),
        ("rb-index", "A-", "A-"),
        ("rb-index", "78,41", "78.41"),
        ("rb-index", "110", "110"),
        ("spip-maturity", "3", "3"),
        ("spip-maturity", "3,120", "3.12"),
        ("spip-maturity", "5", "5"),
        ("findings-follow-up", "97.5%", "97.5"),
        ("lhkpn", "100,00", "100"),
        ("lhkan", "0", "0"),
        ("lhkan", "007", "7"),
    ],
)
def test_a_value_is_kept_as_its_document_means_it(measure: str, typed: str, kept: str) -> None:
    assert fit_value(measure, typed) == kept


@pytest.mark.parametrize(
    ("measure", "typed"),
    [
        ("bpk-opinion", "A"),
        ("bpk-opinion", "100"),
        ("bpk-opinion", ""),
        ("sakip", "A-"),
        ("sakip", "78"),
        ("sakip", "AAA"),
        ("rb-index", "110.1"),
        ("rb-index", "-1"),
        ("spip-maturity", "0.9"),
        ("spip-maturity", "5.01"),
        ("spip-maturity", "3%"),
        ("lhkpn", "100.1"),
        ("lhkpn", "1e2"),
        ("lhkpn", "٩٠"),
        ("lhkpn", "nan"),
        ("lhkpn", "WTP"),
        ("lhkpn", "9,1234"),
        ("unknown", "1"),
    ],
)
def test_what_the_measure_cannot_have_is_refused(measure: str, typed: str) -> None:
    with pytest.raises(UnfitValue):
        fit_value(measure, typed)


def test_the_refusal_tells_what_would_fit() -> None:
    with pytest.raises(UnfitValue) as found:
        fit_value("rb-index", "x")
    assert found.value.grades[0] == "AA"
    assert found.value.span == (0, 110)
