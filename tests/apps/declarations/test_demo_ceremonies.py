"""The demo's declarations and pacts: what is in them, that each signature checks, and that they are loaded once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from pulau.apps.declarations.contract import DemoCeremonies
from pulau.apps.declarations.models import (
    AgencyCoverage,
    Declaration,
    DeclarationState,
    Pact,
    PactState,
    PledgeKind,
    PledgeTemplate,
    TemplateState,
)
from pulau.apps.declarations.selectors.cascade import calls_to_body
from pulau.apps.declarations.selectors.pacts import head_pacts
from pulau.apps.people.models import Employee
from pulau.apps.signing.contract import Document, DocumentState, Signatory, SignatoryState, newest
from pulau.apps.signing.selectors.inspecting import public_trust
from pulau.apps.worksheets.demo_house.load import load_house
from pulau.core.shared.actor import Actor
from pulau.exchange.signatures.checking import Verdict, check
from pulau.foundation import storage
from pulau.foundation.accounts.demo import people_of_demo
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall, enter_person

# Each run loads the demo, signed, in tests/cli/test_server.py; what it holds is counted at night.
pytestmark = [pytest.mark.django_db, pytest.mark.nightly]

TODAY = datetime(2026, 11, 26, 4, 5, tzinfo=UTC)
REGENCY, CITY = "kabupaten-tanjung-sagara", "kota-muara-lain"


@dataclass
class Demo:
    """The demo as it was loaded: how much was new, and its bodies by code."""

    held: DemoCeremonies
    bodies: dict[str, UUID]

    @property
    def regency(self) -> UUID:
        """The demo's regency."""
        return self.bodies[REGENCY]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demo]:
    """The demo without its worksheets, which have tests of their own and take as long again."""
    with django_db_blocker.unblock(), transaction.atomic():
        held = _load(TODAY)
        yield Demo(held, dict(Tenant.objects.values_list("code", "pk")))
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: Demo, db: None) -> Demo:
    return loaded


def _load(now: datetime) -> DemoCeremonies:
    with pytest.MonkeyPatch.context() as patched:
        for name in ("fill_worksheet", "talk_over"):
            patched.setattr(f"pulau.apps.worksheets.demo_house.load.{name}", lambda *_: None)
        return load_house(now=now, sign_in=False, evidence=False).ceremonies


def _documents(demo: Demo) -> list[Document]:
    found: list[Document] = []
    for body in demo.bodies.values():
        with behind_wall(body):
            found += Document.objects.for_tenant(body)
    return found


def _signed(document: Document) -> int:
    with behind_wall(document.tenant_id):
        return Signatory.objects.for_tenant(document.tenant_id).filter(document=document, state="signed").count()


def test_there_are_documents_enough_and_five_sign_several(demo: Demo) -> None:
    signed = Counter(_signed(document) for document in _documents(demo))
    assert sum(count for size, count in signed.items() if size) >= 60
    assert sum(count for size, count in signed.items() if size >= 5) >= 2
    assert demo.held.documents >= 60


def test_signatures_are_intact_and_trusted_and_of_their_day(demo: Demo) -> None:
    found = _documents(demo)
    together, alone = ([one for one in found if one.personal == personal] for personal in (False, True))
    _check([*together[::2], *alone[::10]])


@pytest.mark.nightly
def test_every_single_signature_is(demo: Demo) -> None:
    _check(_documents(demo))


def _check(documents: list[Document]) -> None:
    trust = public_trust()
    for document in documents:
        with behind_wall(document.tenant_id):
            pdf = storage.get(newest(document).digest)
            rows = Signatory.objects.for_tenant(document.tenant_id).filter(document=document, state="signed")
            days = [row.done_at.date() for row in rows.order_by("done_at") if row.done_at]
        if not days:
            continue
        report = check(pdf, trust, now=TODAY)
        assert report.verdict == Verdict.INTACT, document.title
        assert sorted(one.moment.date() for one in report.signatures if one.moment) == days, document.title


def test_documents_stand_in_every_state(demo: Demo) -> None:
    states = {document.state for document in _documents(demo)}
    assert states == set(DocumentState)


def test_offices_declared_in_turn_and_one_may_be_opened(demo: Demo) -> None:
    with behind_wall(demo.regency):
        rows = {row.unit.code if row.unit else row.year: row for row in Declaration.objects.for_tenant(demo.regency)}
    states = {key: row.state for key, row in rows.items()}
    assert states == {
        2025: DeclarationState.CLOSED,
        2026: DeclarationState.CLOSED,
        "kecamatan-batu-layar": DeclarationState.HELD,
        "kecamatan-teluk": DeclarationState.CLOSED,
        "kecamatan": DeclarationState.HELD,
        "dpmptsp": DeclarationState.HELD,
        "perhubungan": DeclarationState.CANCELLED,
        "disdukcapil": DeclarationState.READY,
    }
    assert {key for key, row in rows.items() if row.symbolic} == {2025, 2026, "dpmptsp"}
    assert rows["dpmptsp"].shortfall["lacking"] > 0
    assert rows["disdukcapil"].day == TODAY.date() + timedelta(days=3)
    assert rows["kecamatan-teluk"].parent_id == rows[2026].pk
    assert rows[2026].parent is not None
    assert rows[2026].parent.declarer == "Provinsi Nusa Bahari"


def test_heads_of_bodies_signed_and_three_declarations_meet_the_law(demo: Demo) -> None:
    meets = 0
    for code in (REGENCY, "provinsi-nusa-bahari"):
        with behind_wall(demo.bodies[code]):
            rows = Declaration.objects.for_tenant(demo.bodies[code]).exclude(opened_at=None)
            meets += rows.filter(symbolic=False).count()
            (own,) = rows.filter(unit=None, year=2026)
            head = head_pacts(Actor.system(own.tenant_id)).get(year=2026)
        assert own.symbolic
        assert own.shortfall["head"] is True, "its head has signed: only its staff has not yet"
        assert (head.state, head.employee_id) == (PactState.SIGNED, None)
    assert meets >= 3


def test_the_city_beside_is_called_by_a_day(demo: Demo) -> None:
    with behind_wall(demo.bodies[CITY]):
        (call,) = calls_to_body(Actor.system(demo.bodies[CITY]))
    assert call.last_day is not None
    assert call.last_day > TODAY.date()


def test_pacts_stand_in_every_state_and_there_are_more_than_last_year(demo: Demo) -> None:
    with behind_wall(demo.regency):
        rows = Pact.objects.for_tenant(demo.regency).filter(kind__in=(PledgeKind.PERSONAL, PledgeKind.OFFICE))
        told = list(rows.values_list("year", "state", "cause"))
        asked = set(rows.filter(year=2026).values_list("employee_id", flat=True))
        serving = set(Employee.objects.for_tenant(demo.regency).filter(until=None).values_list("pk", flat=True))
    states = Counter((year, state) for year, state, _cause in told)
    assert {state for year, state in states if year == 2026} == set(PactState)
    assert states[2026, "signed"] > 2 * states[2025, "signed"] > 0
    assert {cause for _year, _state, cause in told} >= {"first", "yearly", "new-staff", "transfer"}
    assert serving <= asked, "everybody is asked"


def test_texts_are_in_versions(demo: Demo) -> None:
    with behind_wall(demo.regency):
        rows = PledgeTemplate.objects.for_tenant(demo.regency)
        told = {(row.kind, row.version): row.state for row in rows}
        kept = Pact.objects.for_tenant(demo.regency).filter(template__state=TemplateState.RETIRED, state="signed")
        assert kept.exists()
    assert told == {
        ("personal", 1): TemplateState.RETIRED,
        ("personal", 2): TemplateState.APPROVED,
        ("office", 1): TemplateState.APPROVED,
        ("office", 2): TemplateState.DRAFT,
        ("institutional", 1): TemplateState.APPROVED,
        ("declaration", 1): TemplateState.APPROVED,
    }


def test_the_cast_finds_something_to_do(demo: Demo) -> None:
    cast = people_of_demo()
    with behind_wall(demo.regency):
        own = {
            name: set(
                Pact.objects.for_tenant(demo.regency).filter(user=cast[name], year=2026).values_list("state", flat=True)
            )
            for name in ("ayu", "fajar", "gita", "hana", "bima", "surya", "lala", "seno")
        }
    assert own == {
        "ayu": {"due"}, "fajar": {"signed"}, "gita": {"signed"}, "hana": {"signed"}, "bima": {"signed"},
        "surya": {"due"}, "lala": {"drawn"}, "seno": {"withdrawn"},
    }  # fmt: skip
    for name in ("gita", "ratna", "wayan", "hana"):
        with transaction.atomic():
            enter_person(cast[name].pk)
            waiting = Signatory.objects.of_user(cast[name].pk).filter(state=SignatoryState.WAITING)
            assert waiting.filter(document__state__in=("prepared", "partly")).exists(), name


def test_coverage_is_what_a_naive_count_finds(demo: Demo) -> None:
    for body in demo.bodies.values():
        with behind_wall(body):
            rows = Pact.objects.for_tenant(body).filter(year=2026, state="signed", kind__in=("personal", "office"))
            signed = {
                pact.employee_id for pact in rows.select_related("employee") if _serves(pact.employee)
            }  # no heads
            counted = AgencyCoverage.objects.for_tenant(body).filter(year=2026).first()
        assert (counted.signed if counted else 0) == len(signed)
    with behind_wall(demo.regency):
        (this, last) = AgencyCoverage.objects.for_tenant(demo.regency).order_by("-year")
        assert (this.declared, this.symbolic, this.silent) == (3, 1, 1)
        assert this.signed > 2 * last.signed > 0


def _serves(employee: Employee | None) -> bool:
    return employee is not None and (employee.until is None or employee.until >= TODAY.date())


def test_nothing_is_of_tomorrow(demo: Demo) -> None:
    for body in demo.bodies.values():
        with behind_wall(body):
            assert not Entry.objects.for_tenant(body).filter(at__gt=TODAY).exists()


def test_a_second_run_changes_nothing(demo: Demo) -> None:
    def counts() -> list[int]:
        found = []
        for body in demo.bodies.values():
            with behind_wall(body):
                found += [model.objects.for_tenant(body).count() for model in (Entry, Pact, Declaration, Document)]
        return found

    before = counts()
    assert _load(TODAY + timedelta(days=40)) == DemoCeremonies()
    assert counts() == before
