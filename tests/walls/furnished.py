"""The house with something in every drawer: each text in it names the sphere of people who may read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from pulau.apps.agencies.contract import UnitKind, add_unit
from pulau.apps.people.contract import Role, Wish, appoint, issue_token
from pulau.apps.people.keys import token_digest
from pulau.apps.people.models import ApiToken
from pulau.apps.worksheets.changes import Change, Provenance
from pulau.apps.worksheets.models import Mention, Source, WebhookDelivery, Worksheet
from pulau.apps.worksheets.services.answers import answer_items
from pulau.apps.worksheets.services.talking import Remark, add_comment
from pulau.apps.worksheets.services.webhooks import add_webhook, send_test_event
from pulau.core.shared.actor import Actor, Appointment
from pulau.foundation.accounts.services import register_user
from pulau.foundation.notices.models import Notice
from pulau.foundation.tenancy.models import TenantOwned
from tests.cast import NOW
from tests.house import FIRST_DAY, House, build_house
from tests.replay import Replay
from tests.walls.case_doors.casework import lay_teams
from tests.walls.case_doors.outcomes import lay_outcomes
from tests.walls.case_doors.panels import lay_clearances
from tests.walls.case_doors.proposals import lay_proposals
from tests.walls.case_doors.reports import lay_reports
from tests.walls.case_doors.visits import lay_visits
from tests.walls.case_talk import lay_talk
from tests.walls.cases import lay_cases
from tests.walls.coverage import count_bodies
from tests.walls.declaring import Declared, declare
from tests.walls.desks import lay_desks
from tests.walls.duties import appoint_all
from tests.walls.editorial import write_pages
from tests.walls.evidence import keep_all
from tests.walls.handing import Handed, hand_all
from tests.walls.imports import bring
from tests.walls.organisations import settle
from tests.walls.pledging import Pledged, pledge
from tests.walls.privacy import ask_all
from tests.walls.proofs import lay_proofs
from tests.walls.repairs import lay_repairs
from tests.walls.signing import Signing, lay_out
from tests.walls.staff import employ
from tests.walls.tablets import Tablets, set_up
from tests.walls.uploads import begin
from tests.walls.zone_areas import Joined, lay_zones

ITEM = "P1.i.a"
SPHERES = {
    "dukcapil": {"ayu", "fajar", "gita", "hana", "indra"},
    "rsud": {"joko", "hana", "indra"},
    "kelola": {"hana"},
    "lain": {"dewi", "vera"},
    "kelola-lain": {"vera"},
    "sagara": {"ayu", "fajar", "gita", "joko", "hana", "indra"},
    "staf-dukcapil": {"gita", "hana", "indra"},
    "staf-rsud": {"hana", "indra"},
    "staf-lain": {"vera"},
    "data-ayu": {"ayu", "hana"},
    "data-dewi": {"dewi", "vera"},
    "tablet-dukcapil": {"ayu", "fajar", "gita", "hana"},
    "tablet-rsud": {"joko", "hana"},
    "tablet-lain": {"dewi", "vera"},
    "rahasia-dukcapil": {"ayu", "fajar", "gita", "indra"},
    "kunjungan-dukcapil": set(),  # what is found on a visit, while its stage lasts
    "kunjungan-lain": set(),
}
"""Who may read the texts that are marked with a sphere's name; a token's own sphere is its person."""
PEOPLE = ("ayu", "gita", "joko", "hana", "indra", "dewi", "vera", "eka", None)


def canary(sphere: str) -> str:
    """Return a text that occurs nowhere else, and that would do harm where it is not escaped."""
    return f"kenari-{sphere}-41c7<b id=lolos>\"'{{{{7|add:35}}}}"


def mark(sphere: str) -> str:
    """Return the part of a canary that no escaping touches."""
    return f"kenari-{sphere}-41c7"


@dataclass
class Furnished:
    """The house, its worksheets by sphere, and the ids of what lies in them."""

    house: House
    sheets: dict[str, Worksheet]
    comments: dict[str, UUID]
    webhooks: dict[str, UUID]
    tokens: dict[str, UUID]
    keys: dict[str, str]
    notices: dict[str, UUID] = field(default_factory=dict)
    staff: dict[str, UUID] = field(default_factory=dict)
    acting: dict[str, UUID] = field(default_factory=dict)
    outsiders: dict[str, UUID] = field(default_factory=dict)
    areas: dict[str, UUID] = field(default_factory=dict)
    joined: Joined = field(default_factory=dict)
    imports: dict[str, UUID] = field(default_factory=dict)
    uploads: dict[str, UUID] = field(default_factory=dict)
    duties: dict[str, UUID] = field(default_factory=dict)
    requests: dict[str, tuple[UUID, UUID]] = field(default_factory=dict)
    declared: Declared = field(default_factory=dict)
    tablets: Tablets = field(default_factory=dict)
    evidence: dict[str, UUID] = field(default_factory=dict)
    handed: Handed = field(default_factory=dict)
    cases: dict[tuple[str, str], Any] = field(default_factory=dict)
    pledged: Pledged = field(default_factory=Pledged)
    signing: Signing = field(default_factory=dict)

    def state(self) -> dict[str, list[Any]]:
        """Return every row of a tenant, so that a refused request can be shown to have changed none."""
        models = [model for model in apps.get_models() if issubclass(model, TenantOwned)]
        tenants = self.house.tenants.values()
        return {
            model.__name__: [
                sorted(map(repr, model.objects.for_tenant(tenant).order_by().values_list())) for tenant in tenants
            ]
            for model in models
        }

    def mentions_of(self, who: str) -> list[UUID]:
        """Return the ids of the mentions of somebody."""
        actor = self.house.actors[who]
        return list(Mention.objects.for_actor(actor).filter(user_id=actor.person).values_list("pk", flat=True))

    def deliveries(self, sphere: str) -> list[UUID]:
        """Return the ids of the deliveries of a sphere's webhook."""
        tenant = self.house.tenants["lain" if sphere.endswith("lain") else "sagara"]
        return list(WebhookDelivery.objects.for_tenant(tenant).values_list("pk", flat=True))


def furnish(house: House) -> Furnished:
    """Put unique texts everywhere."""
    _administrator_elsewhere(house)
    for who, sphere, whose in (("hana", "rsud", "sagara"), ("vera", "lain", "lain")):
        name = f"Puskesmas {canary(whose)}"
        unit = add_unit(actor=house.actors[who], code=f"unit-{sphere}", name=name, kind=UnitKind.OFFICE, now=NOW)
        house.units[f"unit-{sphere}"] = unit
    for sphere, code in (("sagara", "disdukcapil"), ("sagara", "rsud"), ("lain", "disdukcapil-lain")):
        unit = house.units[code]
        unit.name = canary(sphere)
        unit.save(update_fields=["name"])
    house.sheet.refresh_from_db()
    sheets = {
        "dukcapil": house.sheet,
        "rsud": house.open("rsud", 2026),
        "lain": house.open("disdukcapil-lain", 2026, who="vera"),
    }
    house.open("disdukcapil", 2025)
    made = Furnished(house, sheets, {}, {}, {}, {})
    for sphere, who, named in (("dukcapil", "ayu", "fajar"), ("rsud", "joko", "hana"), ("lain", "dewi", "vera")):
        _write(made, sphere, who, named)
    for sphere, who in (("kelola", "hana"), ("kelola-lain", "vera")):
        url = f"https://{mark(sphere)}.example/pulau"
        hook = add_webhook(actor=house.actors[who], url=url, events=["answer.changed"], now=NOW)
        send_test_event(actor=house.actors[who], webhook_id=hook.pk, now=NOW)
        made.webhooks[sphere] = hook.pk
    for who, actor in house.actors.items():
        issued = issue_token(actor=actor, name=canary(f"token-{who}"), now=timezone.now())
        made.tokens[who], made.keys[who] = issued.token.pk, issued.key
        made.notices[who] = _tell(actor, who)
    settle(made, {sphere: canary(sphere) for sphere in SPHERES})
    lay_zones(made, {sphere: canary(sphere) for sphere in SPHERES})
    employ(made, {sphere: canary(sphere) for sphere in SPHERES})
    bring(made, {sphere: canary(sphere) for sphere in SPHERES})
    begin(made, {sphere: canary(sphere) for sphere in SPHERES})
    made.duties |= appoint_all(made, {sphere: canary(sphere) for sphere in SPHERES})
    made.keys["eka"] = _token_without_duty(house)
    made.requests.update(ask_all(house, canary))
    made.declared |= declare(house, {sphere: canary(sphere) for sphere in SPHERES})
    made.signing |= lay_out(house, {sphere: canary(sphere) for sphere in SPHERES})
    made.pledged = pledge(house, {sphere: canary(sphere) for sphere in SPHERES})
    count_bodies(house)
    made.evidence |= keep_all(house, {sphere: canary(sphere) for sphere in SPHERES})
    made.handed |= lay_proofs(house, sheets, made.evidence, {sphere: canary(sphere) for sphere in SPHERES})
    made.handed |= hand_all(house, sheets, {sphere: canary(sphere) for sphere in SPHERES})
    made.cases |= {(sphere, "{case}"): key for sphere, key in lay_cases(house).items()}
    lay_teams(made, {sphere: canary(sphere) for sphere in SPHERES})
    lay_desks(made, {sphere: canary(sphere) for sphere in SPHERES})
    made.cases |= lay_visits(house, made.cases, {sphere: canary(sphere) for sphere in SPHERES})
    lay_talk(made, {sphere: canary(sphere) for sphere in SPHERES})
    lay_proposals(made, {sphere: canary(sphere) for sphere in SPHERES})
    lay_clearances(made, {sphere: canary(sphere) for sphere in SPHERES})
    made.cases |= lay_reports(house, made.cases, {sphere: canary(sphere) for sphere in SPHERES})
    made.cases |= lay_outcomes(made, {sphere: canary(sphere) for sphere in SPHERES})
    lay_repairs(made, {sphere: canary(sphere) for sphere in SPHERES})
    write_pages(house)
    made.tablets |= set_up(house, {sphere: canary(sphere) for sphere in SPHERES})
    return made


furnished_house: Final = Replay(lambda: furnish(build_house()))
"""The house and all that `furnish` puts into it, built once a process: for tests that do not want `house` as well."""


def _write(made: Furnished, sphere: str, who: str, named: str) -> None:
    house, sheet = made.house, made.sheets[sphere]
    actor, text = house.actors[who], canary(sphere)
    origin = Provenance(Source.IMPORTED, {"file": f"{text}.xlsx", "sha256": "0" * 64})
    changes = [Change(ITEM, 0, "Ya" if sphere == "never" else None, text), Change("P1.i.b", 0, "A", text)]
    answer_items(actor=actor, worksheet_id=sheet.pk, changes=changes, provenance=origin, now=NOW)
    tell = (str(house.users[named].pk),)
    made.comments[sphere] = add_comment(
        actor=actor, worksheet_id=sheet.pk, remark=Remark(ITEM, text, tell, "k"), now=NOW
    ).pk


def _tell(actor: Actor, who: str) -> UUID:
    """Tell somebody something that nobody else may read."""
    notice: Notice = Notice.objects.for_actor(actor).create(
        user_id=actor.person,
        kind="people.given",
        subject_type="people.appointment",
        subject_id="1",
        params={"role": canary(f"token-{who}"), "place": canary(f"token-{who}"), "day": "2026-01-02"},
        url="/akun",
        key=f"kenari-{who}",
        created_at=NOW,
    )
    return notice.pk


def _administrator_elsewhere(house: House) -> None:
    """Let the other agency have an administrator of its own: the hardest stranger, with every right but here."""
    tenant = house.tenants["lain"]
    user = register_user(actor=Actor.system(tenant), email="vera@uji.example.id", full_name="Vera Lestari", now=NOW)
    role = Role.AGENCY_ADMINISTRATOR
    appoint(actor=Actor.system(tenant), user_id=user.pk, wish=Wish(role=role, unit_id=None, since=FIRST_DAY), now=NOW)
    house.users["vera"] = user
    house.actors["vera"] = Actor(user.pk, tenant, role, (Appointment(role, None),))


def _token_without_duty(house: House) -> str:
    """Keep a token of somebody who holds no appointment (any more)."""
    now = timezone.now()
    token = ApiToken(
        tenant_id=house.tenants["sagara"],
        user_id=house.users["eka"].pk,
        name="lama",
        digest=token_digest("pulau_eka"),
        created_at=now,
        expires_at=now + (NOW - NOW.replace(year=NOW.year - 1)),
    )
    token.save()
    return "pulau_eka"
