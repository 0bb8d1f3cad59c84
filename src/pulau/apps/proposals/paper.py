"""The letter of a proposal (surat pengajuan evaluasi) and its statement of responsibility (SPTJM): what they say.

Permenpan RB 5/2024, Lampiran II, Bab II.A: one letter to the Minister c.q. the deputy who is in charge of the TPN, and
a statement that all data accord with the facts. Both are in Indonesian, whatever their maker reads in (UU 24/2009).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import translation

from pulau.apps.proposals.words import outcome_words, value_of
from pulau.apps.signing.contract import DocumentWish, SignatoryWish
from pulau.core.workflow.proposing import Outcome
from pulau.exchange.condition_names import condition_name
from pulau.exchange.pdf.paper import Heading, Paragraph, Points, Table
from pulau.foundation.ui.formats import long_date, number

if TYPE_CHECKING:
    from pulau.apps.proposals.checking import CaseConditions
    from pulau.apps.proposals.models import Proposal, ProposedUnit
    from pulau.core.workflow.proposing import ConditionCheck
    from pulau.exchange.pdf.paper import Part

LETTER: Final = "proposal-letter"
STATEMENT: Final = "responsibility-statement"
LANGUAGE: Final = "id"
ADDRESSEE: Final = (
    "Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi, c.q. Deputi Bidang Reformasi Birokrasi, "
    "Akuntabilitas Aparatur, dan Pengawasan selaku Penanggung Jawab TPN, di Jakarta"
)
SUBJECT: Final = "Pengajuan evaluasi unit kerja menuju WBK/WBBM"
_TRUE: Final = (
    "semua data dan informasi yang disampaikan dari unit kerja/satuan kerja yang diajukan untuk mendapat predikat "
    "menuju WBK/WBBM telah sesuai dengan fakta/kondisi yang sebenarnya;"
)
_KEPT: Final = (
    "dokumen yang disebut dalam surat pengajuan evaluasi ada pada kami dan dapat diperiksa sewaktu-waktu; dan"
)
_ANSWERABLE: Final = (
    "kami bertanggung jawab mutlak atas kebenarannya, dan bersedia menerima akibat sesuai ketentuan peraturan "
    "perundang-undangan apabila di kemudian hari ternyata tidak benar."
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What both documents are made from, beside the proposal: the body, who signs, the units and their conditions."""

    issuer: str
    place: str
    signatory: SignatoryWish
    units: Sequence[ProposedUnit]
    checks: Mapping[UUID, CaseConditions]

    @property
    def first(self) -> CaseConditions:
        """The conditions of any unit: those of the agency are the same in all of one title."""
        return self.checks[self.units[0].case_id]


def letter_wish(proposal: Proposal, ground: Ground) -> DocumentWish:
    """Return the letter that is to be set: its units with their scores, then the conditions with their documents."""
    with translation.override(LANGUAGE):
        rules = ground.first.rules
        opening = (
            f"Berdasarkan laporan hasil evaluasi Tim Penilai Internal terhadap unit kerja/satuan kerja yang membangun "
            f"zona integritas, bersama ini kami mengusulkan {len(ground.units)} unit kerja/satuan kerja di lingkungan "
            f"{ground.issuer} untuk dievaluasi kelayakannya memperoleh predikat menuju WBK/WBBM tahun {proposal.year}, "
            "sebagai berikut."
        )
        parts: list[Part] = [
            Paragraph(f"Yth. {ADDRESSEE}."),
            Paragraph(opening),
            Heading("Unit kerja/satuan kerja yang diusulkan"),
            _units_table(ground),
            Heading("Syarat tingkat instansi"),
            *_agency_tables(ground),
            Heading("Syarat tingkat unit kerja"),
            *_unit_tables(ground),
            *_easing(ground),
            Paragraph(f"Syarat di atas dibaca menurut {rules.instrument}, yang berlaku pada hari surat ini dibuat."),
            Paragraph(
                "Surat ini dilengkapi Surat Pernyataan Tanggung Jawab Mutlak. Demikian kami sampaikan, atas perhatian "
                "dan kerja samanya kami ucapkan terima kasih."
            ),
        ]
        return DocumentWish(
            kind=LETTER,
            title="Surat Pengajuan Evaluasi",
            subtitle=SUBJECT,
            kicker="Usulan zona integritas",
            issuer=ground.issuer,
            facts=(*_facts(proposal), ("Perihal", SUBJECT)),
            signatories=(ground.signatory,),
            parts=tuple(parts),
            language=LANGUAGE,
            subject_id=proposal.pk,
        )


def statement_wish(proposal: Proposal, ground: Ground) -> DocumentWish:
    """Return the statement of absolute responsibility (SPTJM) that is to be set."""
    signer = ground.signatory
    position = " ".join(part for part in (signer.acting, signer.position) if part)
    with translation.override(LANGUAGE):
        parts: list[Part] = [
            Paragraph(f"Yang bertanda tangan di bawah ini, {signer.name}, {position} {ground.issuer}, menyatakan:"),
            Points((_TRUE, _KEPT, _ANSWERABLE)),
            Heading("Unit kerja/satuan kerja yang diajukan"),
            _units_table(ground),
            Paragraph("Pernyataan ini dibuat dengan sesungguhnya untuk dipergunakan sebagaimana mestinya."),
        ]
        return DocumentWish(
            kind=STATEMENT,
            title="Surat Pernyataan Tanggung Jawab Mutlak",
            subtitle=f"Lampiran surat nomor {proposal.letter_number}",
            kicker="SPTJM",
            issuer=ground.issuer,
            facts=_facts(proposal),
            signatories=(signer,),
            parts=tuple(parts),
            language=LANGUAGE,
            subject_id=proposal.pk,
        )


def _facts(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    return (
        ("Nomor surat", proposal.letter_number),
        ("Tanggal", long_date(proposal.day) if proposal.day else ""),
        ("Tahun evaluasi", str(proposal.year)),
    )


def _units_table(ground: Ground) -> Table:
    rows = tuple(
        (str(place), unit.case.unit_name, unit.title, _score(unit)) for place, unit in enumerate(ground.units, start=1)
    )
    return Table(("No.", "Unit kerja/satuan kerja", "Predikat", "Nilai TPI"), (1, 8, 2, 2), rows, right=(3,))


def _score(unit: ProposedUnit) -> str:
    total = unit.case.printed.get("tpi", {}).get("total")
    return "–" if total is None else number(Decimal(total).scaleb(-2))


def _agency_tables(ground: Ground) -> list[Part]:
    """Return the agency's conditions, once for each title that is asked for."""
    seen: dict[str, CaseConditions] = {}
    for unit in ground.units:
        seen.setdefault(unit.title, ground.checks[unit.case_id])
    tables: list[Part] = []
    for title in sorted(seen):
        checks = [check for check in seen[title].checks if check.level == "agency"]
        tables.append(_checks_table(f"Untuk menuju {title}", checks, plain=True))
    return tables


def _unit_tables(ground: Ground) -> list[Part]:
    tables: list[Part] = []
    for unit in ground.units:
        checks = [check for check in ground.checks[unit.case_id].checks if check.level == "unit"]
        tables.append(_checks_table(unit.case.unit_name, checks))
    return tables


def _checks_table(caption: str, checks: Sequence[ConditionCheck], *, plain: bool = False) -> Table:
    """Return conditions with what is required, what is known and its document.

    `plain`: whether a unit is eased is told of each unit, not of the agency.
    """
    rows = tuple(
        (
            condition_name(check.condition, LANGUAGE).partition(",")[0],
            value_of(check.condition, check.required, LANGUAGE),
            value_of(check.condition, check.known.value, LANGUAGE) if check.known else "–",
            check.known.document if check.known else "–",
            "" if plain and check.outcome is Outcome.EASED else outcome_words(check.outcome),
        )
        for check in checks
    )
    return Table(("Syarat", "Minimal", "Keadaan", "Dokumen", "Hasil"), (5, 2, 2, 5, 3), rows, caption=caption)


def _easing(ground: Ground) -> list[Part]:
    eased = [unit for unit in ground.units if ground.checks[unit.case_id].eased_conditions]
    if not eased:
        return []
    told = tuple(
        f"{unit.case.unit_name} ({condition_name(ground.checks[unit.case_id].eased, LANGUAGE)}): "
        + ", ".join(
            condition_name(code, LANGUAGE).partition(",")[0] for code in ground.checks[unit.case_id].eased_conditions
        )
        for unit in eased
    )
    return [
        Heading("Unit yang diusulkan sambil melengkapi syarat"),
        Paragraph("Unit berikut termasuk jenis yang dapat diusulkan meskipun masih dalam proses pemenuhan syarat."),
        Points(told),
    ]
