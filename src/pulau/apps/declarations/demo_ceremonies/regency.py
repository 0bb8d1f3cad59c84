"""Two years of the regency: texts, pacts office by office, its own declarations, and those of its offices."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from pulau.apps.declarations.asking_jobs import ask_body
from pulau.apps.declarations.demo_ceremonies import stories
from pulau.apps.declarations.demo_ceremonies.declaring import Course, held_above
from pulau.apps.declarations.demo_ceremonies.institutional import between_institutions
from pulau.apps.declarations.demo_ceremonies.pledging import Pledging, give_account
from pulau.apps.declarations.demo_ceremonies.stage import When, before
from pulau.apps.declarations.demo_ceremonies.texts import approve_texts, better_text, draft_text
from pulau.apps.declarations.models import PledgeKind
from pulau.apps.declarations.services.planning import cancel_declaration
from pulau.apps.people.contract import (
    EmployeeStatus,
    StaffAddition,
    StaffDetails,
    StaffPost,
    add_employee,
    move_employee,
)

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.declarations.demo_ceremonies.declaring import Story
    from pulau.apps.declarations.demo_ceremonies.stage import Stage
    from pulau.apps.people.contract import Employee
    from pulau.core.shared.actor import Actor

PILOTS: Final = ("setda", "inspektorat", "kecamatan-teluk", "kecamatan", "kecamatan-batu-layar")
"""The units whose employees were asked last year already."""
NEXT: Final = ("rsud", "bapenda", "perhubungan", "diskominfo")
"""Those that were asked in January with them; everybody else some weeks ago."""
NEW_STAFF, NEW_NIP = "Salsabila Nirmala", "200105170326042091"
MOVED_FROM, MOVED_TO = "diskominfo", "disdukcapil"
OF_THE_BAY, OF_THE_ISLAND, OF_THE_SILENT = 10, 11, 9
"""How many sign of the bay's 18, the island's 21 and the silent district's 17: just most of them, each takes a while.

An office that signed as a whole is that of the elections commission.
"""


def regency(stage: Stage, province: UUID, elections: UUID) -> None:
    """Let the regency's two years happen."""
    hana, indra = stage.administrator("hana"), stage.leader("indra")
    kinds = (PledgeKind.PERSONAL, PledgeKind.OFFICE, PledgeKind.INSTITUTIONAL, PledgeKind.DECLARATION)
    approve_texts(stage, hana, indra, *kinds)
    _last_year(stage, hana, province)
    better_text(stage, hana, indra)
    mover = _begin_year(stage)
    own = Course(stage, hana, held_above(province, stage.now.year)).hold(stories.REGENCY)
    between_institutions(stage, indra, elections)
    _office(stage, stories.BAY, own.pk, "kecamatan-teluk", OF_THE_BAY)
    _office(stage, stories.ISLAND, own.pk, "kecamatan", OF_THE_ISLAND)
    Course(stage, hana, own.pk).hold(stories.ONE_STOP)
    _cancelled(stage, hana, own.pk)
    _lately(stage, own.pk, mover)
    draft_text(stage, hana)


def _last_year(stage: Stage, hana: Actor, province: UUID) -> None:
    pledging = Pledging(stage, When(-1, 10).at(stage.now))
    for unit in PILOTS:
        ask_body(stage.tenant_id, stage.units[unit], None, pledging.at)
    pledging.sign(*pledging.of_cast("hana", "bima", "sinta", "seno"), *islice(pledging.staff("kecamatan-teluk"), 2))
    own = Course(stage, hana, held_above(province, stage.now.year - 1)).hold(stories.REGENCY_BEFORE)
    pledging = Pledging(stage, When(-1, 58).at(stage.now))
    head = stage.head_of("kecamatan-batu-layar", pledging.at)
    others = (one for one in pledging.staff("kecamatan-batu-layar") if one.pk != head.pk)
    pledging.sign(head, *islice(others, OF_THE_SILENT - 1))
    Course(stage, hana, own.pk).hold(stories.SILENT)


def _begin_year(stage: Stage) -> Employee:
    """Ask a few units in January; those who lead and those who assess sign first. Returns somebody who will move."""
    for unit in (*PILOTS, *NEXT):
        ask_body(stage.tenant_id, stage.units[unit], None, When(0, 3).at(stage.now))
    pledging = Pledging(stage, When(0, 12).at(stage.now))
    pledging.sign_as_head("indra")
    pledging.sign(*pledging.of_cast("hana", "bima", "sinta", "rini", "kartika", "wulan", "seno"))
    mover = next(islice(pledging.staff(MOVED_FROM), 4, None))
    pledging.sign(mover)
    rahmat, anton = pledging.of_cast("rahmat", "anton")
    pledging.refuse(rahmat, "Menunggu penjelasan tertulis tentang butir kelima")
    pledging.refuse(anton, "Kerabat saya rekanan; saya menunggu putusan atas benturan kepentingan")
    return mover


def _office(stage: Stage, story: Story, parent: UUID, unit: str, size: int) -> None:
    """Let the head and the first employees (`size` in all) of an office sign, and the office declare in turn."""
    pledging = Pledging(stage, before(story.when.at(stage.now), 8))
    ask_body(stage.tenant_id, stage.units[unit], None, pledging.at)
    head = stage.head_of(unit, pledging.at)
    others = [one for one in pledging.staff(unit) if one.pk != head.pk]
    pledging.sign(head, *others[: size - 1])
    leader = stage.heading(give_account(stage, head, pledging.at), unit)
    Course(stage, leader, parent).hold(story)


def _cancelled(stage: Stage, hana: Actor, parent: UUID) -> None:
    at = stories.TRANSPORT.when.at(stage.now)
    row = Course(stage, hana, parent).prepare(stories.TRANSPORT, at.date(), at - timedelta(days=7))
    cancel_declaration(actor=hana, declaration_id=row.pk, reason=stories.TRANSPORT_OFF, now=at - timedelta(days=2))


def _lately(stage: Stage, parent: UUID, mover: Employee) -> None:
    """Let somebody move and somebody begin, a tablet go round, one take back; and a declaration be ready to open."""
    pledging = Pledging(stage, When(0, 95).at(stage.now))
    day, hana = pledging.at.date(), stage.administrator("hana")
    post = StaffPost(unit_id=stage.units[MOVED_TO], since=day, position="Pranata Komputer", document="SK Bupati 824/51")
    move_employee(actor=hana, employee_id=mover.pk, post=post, now=pledging.at)
    newcomer = StaffDetails(nip=NEW_NIP, name=NEW_STAFF, status=EmployeeStatus.CPNS, grade="III/a")
    addition = StaffAddition(newcomer, replace(post, position="Penelaah Teknis Kebijakan", document="SK Bupati 813/7"))
    add_employee(actor=hana, addition=addition, now=pledging.at)
    ask_body(stage.tenant_id, None, None, pledging.at)
    pledging.sign(mover, *pledging.of_cast("gita", "fajar"))
    gita = stage.heading(stage.cast["gita"].pk, MOVED_TO)
    sitting = islice(pledging.staff(MOVED_TO), 1, 3)
    pledging.draw(gita, MOVED_TO, [*sitting, *pledging.of_cast("lala")], attested=1)
    (seno,) = pledging.of_cast("seno")
    pledging.withdraw(seno, "Pindah tugas; akan menandatangani di unit baru")
    coming = stage.now.date() + timedelta(days=stories.CIVIL_REGISTRY_IN)
    Course(stage, gita, parent).prepare(stories.CIVIL_REGISTRY, coming, stories.CIVIL_REGISTRY.when.at(stage.now))
