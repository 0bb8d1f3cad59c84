"""What is missing before a declaration, in words; and as it is kept with one that was opened."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.core.pledging.opening import Missing, OpeningVerdict, Signed


def snapshot(found: Signed, verdict: OpeningVerdict) -> dict[str, object]:
    """Return the counts at the opening as they are kept: they do not move with who comes and goes later."""
    return {
        "staff": found.staff,
        "signed": found.signed,
        "head": found.head,
        "needed": verdict.needed,
        "lacking": verdict.lacking,
        "missing": [str(one) for one in verdict.missing],
    }


def shortfall_words(kept: Mapping[str, object]) -> list[str]:
    """Return what was or is missing, a sentence each; nothing where all was there."""
    known = kept.get("missing")
    missing = [str(one) for one in known] if isinstance(known, list) else []
    counts = {
        name: value for name in ("staff", "signed", "needed", "lacking") if isinstance(value := kept.get(name), int)
    }
    return [_sentence(one, counts) for one in missing]


def missing_words(found: Signed, verdict: OpeningVerdict) -> list[str]:
    """Return what is missing now, a sentence each."""
    return shortfall_words(snapshot(found, verdict))


def _sentence(missing: str, counts: Mapping[str, int]) -> str:
    told = {"signed": 0, "staff": 0, "needed": 0, "lacking": 0, **counts}
    if missing == Missing.NO_HEAD:
        return _("Pimpinan belum tercatat, sehingga belum ada yang menandatangani sebagai pimpinan.")
    if missing == Missing.HEAD:
        return _("Pimpinan belum menandatangani pakta integritas.")
    if missing == Missing.NOBODY:
        return _("Belum ada pegawai yang tercatat.")
    return (
        ngettext(
            "Kurang %(lacking)d tanda tangan pegawai: %(signed)d dari %(staff)d sudah, paling sedikit %(needed)d.",
            "Kurang %(lacking)d tanda tangan pegawai: %(signed)d dari %(staff)d sudah, paling sedikit %(needed)d.",
            told["lacking"],
        )
        % told
    )
