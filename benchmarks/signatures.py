"""sign-pdf and check-pdf: a pact set by typst and signed, beside pyHanko alone; twelve signatures checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

from benchmarks.figure import Figure
from benchmarks.timing import seconds, seconds_each
from pulau.exchange.pdf.paper import Appearance, set_appearance, set_paper
from pulau.exchange.signatures.authority import Subject, issue_signer
from pulau.exchange.signatures.checking import Verdict, check
from pulau.exchange.signatures.signing import DIGEST, Act, Trust, context, sign, signer_of, style_of
from tests.exchange.signatures.studio import Studio, appearance, der, new_studio, pact, shown, unsigned

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNERS = 12
ROUNDS = 40


def sign_pdf() -> Iterator[Figure]:
    """Time the pages, the look of a signature, and signing (B-LT) beside pyHanko alone with the same settings."""
    papers = [replace(pact(2), title=f"Pakta Integritas {number}") for number in range(ROUNDS)]
    looks = [replace(shown(), name=f"Orang {number}") for number in range(ROUNDS)]
    # each one once: typst remembers what it set before
    yield Figure("set-pdf", 1000 * seconds_each(set_paper, papers, rounds=1), "ms", limit=50)
    yield Figure("set-appearance", 1000 * seconds_each(_look, looks, rounds=1), "ms", limit=50)
    here, pdf = _here(), unsigned(2)
    pairs = [(seconds(lambda: _own(here, pdf)), seconds(lambda: _bare(here, pdf))) for _ in range(ROUNDS)]
    own, bare = min(first for first, _ in pairs), min(second for _, second in pairs)
    yield Figure("sign-pdf", 1000 * own, "ms", ratio=own / bare, ratio_limit=1.5)


def check_pdf() -> Iterator[Figure]:
    """Time the check of one signature, and of twelve, by the anchor alone."""
    here, pdf = _here(), unsigned(SIGNERS)
    files = {}
    for number in range(1, SIGNERS + 1):
        person = issue_signer(here.issuer, Subject(f"Orang {number}", "Kabupaten Tanjung Sagara"), _now())
        files[number] = pdf = here.sign(pdf, f"ttd-{number}", _now(), by=person)
    for number, limit in ((1, 100), (SIGNERS, 1_000)):
        report = check(files[number], here.anchor, now=_now())
        assert report.verdict is Verdict.INTACT  # noqa: S101 - a figure of something else would be no figure
        took = seconds_each(lambda given: check(given, here.anchor, now=_now()), [files[number]], rounds=10)
        yield Figure(f"check-pdf-{number}", 1000 * took, "ms", limit=limit)


@cache
def _here() -> Studio:
    return new_studio(_now())


def _now() -> datetime:
    return datetime.now(UTC)


def _look(look: Appearance) -> bytes:
    return set_appearance(look, _now())


def _own(here: Studio, pdf: bytes) -> bytes:
    signer = signer_of(here.signer, [der(here.issuer)])
    stamper = here.stamper(_now())
    return sign(pdf, Act("ttd-1", signer, "Ayu Larasati", _now(), stamper, _trust(here), appearance())).pdf


@cache
def _trust(here: Studio) -> Trust:
    return here.trust(_now())


def _bare(here: Studio, pdf: bytes) -> bytes:
    """PyHanko as its own documentation has it: no look at who signed before, and PDF 2.0."""
    metadata = signers.PdfSignatureMetadata(
        field_name="ttd-1",
        md_algorithm=DIGEST,
        name="Ayu Larasati",
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=True,
        validation_context=context(_trust(here), _now()),
        dss_settings=DSSContentSettings(include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE),
    )
    signer = signers.PdfSigner(
        metadata,
        signer_of(here.signer, [der(here.issuer)]),
        timestamper=here.stamper(_now()),
        stamp_style=style_of(appearance()),
    )
    out = BytesIO()
    signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=out, existing_fields_only=True)
    return out.getvalue()
