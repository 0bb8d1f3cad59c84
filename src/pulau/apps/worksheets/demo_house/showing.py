"""Laying the demo's evidence beside its worksheets, naming who answers for areas, and handing worksheets in."""

from __future__ import annotations

import calendar
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pulau.apps.evidence.contract import EvidenceWish, Received, keep_evidence, prepare
from pulau.apps.worksheets.assessing import assess
from pulau.apps.worksheets.demo_house.filling import DAYS_A_YEAR, moment, years_later
from pulau.apps.worksheets.demo_house.proof_files import Chapter, Letter, letter_pdf, photo_jpeg, table_xlsx
from pulau.apps.worksheets.demo_house.proof_stories import RESULTS, SHOWN, Proof, Shown
from pulau.apps.worksheets.demo_house.stories import YEARS
from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.apps.worksheets.services.duties import Sharing, give_duties
from pulau.apps.worksheets.services.evidence import Laying, add_evidence_of_items
from pulau.apps.worksheets.services.handing import Handing, submit_worksheet
from pulau.exchange.files.inspecting import inspect_here
from pulau.exchange.files.viewing import prepare_here
from pulau.exchange.packs import load_wording
from pulau.foundation import storage
from pulau.foundation.ui.templatetags.pulau import tanggal

if TYPE_CHECKING:
    from pulau.apps.worksheets.demo_house.stories import Unit
    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.regulation.wording import Wording
    from pulau.core.shared.actor import Actor

AGENCY: Final = "Pemerintah Kabupaten Tanjung Sagara"
PLACE: Final = "Jalan Dermaga Nomor 4, Tanjung Sagara"
DECEMBER: Final = 12
RESULT_TITLE: Final = "Laporan hasil survei dan capaian kinerja"
_ENDINGS: Final = {"letter": "pdf", "table": "xlsx", "photo": "jpg"}


def show_evidence(row: Worksheet, unit: Unit, people: Mapping[str, Actor], now: datetime) -> None:
    """Give a worksheet its evidence and its duties; hand it in where its story says so."""
    year = row.year - years_later(now)
    shown = SHOWN.get((unit.code, year))
    if shown is None:
        return
    team, head = list(people.values()), people[unit.head]
    earlier = DAYS_A_YEAR * (YEARS[-1] - year)
    at = moment(now, earlier + (shown.submitted or 0) + 3, unit.code, "bukti")
    for person, areas in _areas(shown.duties).items():
        wish = Sharing(people[person].person, tuple(areas), None)
        give_duties(actor=head, worksheet_id=row.pk, wish=wish, now=at)
    proofs = (*_bundles(load_wording(row.regulation), shown), *shown.proofs)
    for turn, proof in enumerate(proofs):
        _lay(team[turn % len(team)], row, unit, proof, at)
    if shown.submitted is not None:
        _hand_in(head, row, moment(now, earlier + shown.submitted, unit.code, "diajukan"))


def _areas(duties: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for area, names in duties.items():
        for name in names:
            found.setdefault(name, []).append(area)
    return found


def _bundles(wording: Wording, shown: Shown) -> Iterator[Proof]:
    """Yield a bundle for each area that has one, with what it shows of what the area's items ask for."""
    for number, area in enumerate(sorted({*shown.bundles, *shown.halves}), 7):
        items = [item for item in wording.items if item.startswith(_beginnings(area))]
        places = tuple(
            (item, at)
            for item in items
            for at, _line in enumerate(wording.items[item].evidence["id"], 1)
            if area in shown.bundles or at % 2
        )
        title = f"Bundel dokumen area {area}: {wording.areas[area]['id']}" if area != RESULTS else RESULT_TITLE
        yield Proof(f"bundel-{area}", title, "letter", 4, number, places, remark="Bab sesuai nomor butir")


def _beginnings(area: str) -> tuple[str, ...]:
    return ("H",) if area == RESULTS else (f"P{area}.", f"R{area}.")


def _lay(actor: Actor, row: Worksheet, unit: Unit, proof: Proof, at: datetime) -> None:
    day = date(row.year, proof.month, proof.day)
    address = proof.made == "address"
    wish = EvidenceWish(
        title=proof.title if proof.shared else f"{proof.title} {row.year}",
        unit_id=row.unit_id,
        about=proof.about,
        shared=proof.shared,
        confidential=proof.confidential,
        dated_on=day,
        valid_from=None if address else day,
        valid_until=_until(row.year, proof.until),
        address=proof.address,
        seen_on=day if address else None,
    )
    file = None if address else _received(row, unit, proof, day)
    kept = keep_evidence(actor=actor, wish=wish, file=file, now=at)
    wishes = [Laying(item, kept.pk, asked, proof.remark) for item, asked in proof.places]
    add_evidence_of_items(actor=actor, worksheet_id=row.pk, wishes=wishes, now=at)


def _until(year: int, month: int) -> date | None:
    if not month:
        return None
    year, month = year + (month - 1) // DECEMBER, (month - 1) % DECEMBER + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _received(row: Worksheet, unit: Unit, proof: Proof, day: date) -> Received:
    with tempfile.TemporaryDirectory(prefix="pulau-demo-") as folder:
        path = Path(folder) / "file"
        path.write_bytes(_content(row, unit, proof, day))
        name = f"{proof.key}-{unit.code}-{row.year}.{_ENDINGS[proof.made]}"
        found = inspect_here(
            path, name
        )  # made here: no stranger's file, for which a process of its own is worth its time
        return Received(storage.put_path(path, digest=found.digest), found.size, name, found.kind.code, ())


def _content(row: Worksheet, unit: Unit, proof: Proof, day: date) -> bytes:
    match proof.made:
        case "photo":
            return photo_jpeg(f"{unit.name}, {tanggal(day)}", row.year + len(unit.code))
        case "table":
            rows = tuple((number, f"Pegawai {number}", "LHKAN", "lengkap") for number in range(1, 28))
            return table_xlsx(f"{proof.title} {row.year}", ("No.", "Pegawai", "Jenis", "Keadaan"), rows, day)
        case _:
            return letter_pdf(_letter(row, unit, proof, day), day)


def _letter(row: Worksheet, unit: Unit, proof: Proof, day: date) -> Letter:
    wording = load_wording(row.regulation)
    items = dict.fromkeys(item for item, _asked in proof.places)
    chapters = [
        Chapter(f"Butir {item}", (" ".join((wording.items[item].question["id"], *_shown(wording, item))),))
        for item in items
    ]
    made = (("1", "Disusun oleh tim kerja", f"Januari {row.year}"), ("2", "Dibahas dan disahkan", tanggal(day)))
    chapters.append(Chapter("Riwayat dokumen", (), rows=made))
    return Letter(
        agency=AGENCY,
        unit=unit.name,
        place=PLACE,
        title=f"{proof.title} {row.year}",
        number=f"Nomor 000.8/{100 + proof.day}/{unit.code.upper()}/{row.year}",
        chapters=tuple(chapters),
        signed=f"Tanjung Sagara, {tanggal(day)}",
        office=f"Kepala {unit.name}",
        signer="(dokumen contoh)",
    )


def _shown(wording: Wording, item: str) -> list[str]:
    return [f"{line}." for line in wording.items[item].evidence["id"]]


def _hand_in(head: Actor, row: Worksheet, at: datetime) -> None:
    sheet = get_worksheet_by_id(head, row.pk)
    found = assess(head, sheet, at)
    for version_id in {one.version.pk for one in found.laid if one.version is not None}:
        prepare(row.tenant_id, version_id, prepare_here)
    found = assess(head, sheet, at)
    accepted = [warning.code for warning in found.check.warnings]
    submit_worksheet(actor=head, worksheet_id=row.pk, handing=Handing(found.seal, accepted), now=at)
