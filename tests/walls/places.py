"""Every address that is not for everybody: how it is filled, and who may do what there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import get_resolver, reverse

from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.policy import policy_of
from tests.architecture.test_urls import addresses
from tests.walls.case_doors.casework import of_lists as of_cases_lists
from tests.walls.case_doors.outcomes import of_titles
from tests.walls.case_doors.proposals import of_proposals
from tests.walls.case_doors.reports import of_runs
from tests.walls.case_talk import of_rooms
from tests.walls.cases import CASES, of_cases
from tests.walls.coverage import of_coverage
from tests.walls.declaring import of_declarations
from tests.walls.desks import of_desks
from tests.walls.duties import of_duties
from tests.walls.editorial import READ_BY_ALL, of_editing
from tests.walls.evidence import of_evidence
from tests.walls.furnished import PEOPLE, Furnished
from tests.walls.imports import of_imports
from tests.walls.opened import PUBLISHED
from tests.walls.pledging import of_pacts
from tests.walls.privacy import of_privacy
from tests.walls.public_log import of_log
from tests.walls.repairs import of_practices
from tests.walls.sheets import GROUPS, READERS, SHEET
from tests.walls.signing import of_signing
from tests.walls.tablets import of_tablets
from tests.walls.uploads import of_sending, of_uploads
from tests.walls.zone_areas import of_zone_areas

People = frozenset[str | None]
EVERYBODY: Final[People] = frozenset(PEOPLE)
SIGNED_IN: Final = EVERYBODY - {None}
ACTING: Final = SIGNED_IN - {"eka"}
OVERSEEING: Final[People] = frozenset({"hana", "indra", "vera"})
ADMINISTERING: Final[People] = frozenset({"hana", "vera"})
NOBODY: Final[People] = frozenset()
A_FEW: Final[People] = frozenset({"hana", "dewi", None})
"""Of each kind one: with the most duties, of another body, a stranger."""

FOR_EVERYBODY: Final = {
    *("worksheets:calculator", "worksheets:demo", "worksheets:download", "worksheets:template"),
    *PUBLISHED,
    *("ui:language", "ui:glossary", "ui:gallery", "ui:mock-result"),
    *READ_BY_ALL,  # what editors wrote
    "calendar:working_days",
    "live:events",  # whoever has the key may follow
    "signing:check",
    "signing:oneself",
    "signing:anchors",
    "signing:numbered",  # what these four show is opened by a document's number, which stands on the document
    "signing:numbered_json",
    "signing:numbered_file",
    "signing:numbered_receipt",
    "declarations:hall",  # whoever has a ceremony's code may follow it
    "declarations:phone",
    "declarations:kiosk",  # what the tablet's own pages show is opened by the key in its cookie
    "declarations:kiosk_thanks",
    "declarations:kiosk_end",
    "declarations:kiosk_pact",
    "declarations:kiosk_sign",
    "declarations:kiosk_draw",
    *("transparency:status", "transparency:checkpoint", "transparency:policy", "transparency:tile"),
    *("transparency:verifier", "transparency:offline", "transparency:replay"),
    "people:invited",  # what it shows is the visitor's: their key opens it
    "account_login",
    "account_logout",
    "account_signup",
    "account_reset_password",
    "account_inactive",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
}
"""Pages without a body's data. A page gets here only by somebody's hand."""


@dataclass(frozen=True)
class Place:
    """An address and who may what: `duty` passes the policy, `blind` are told that there is nothing.

    `read` and `write` are who gets through; None where the address does not take the method.
    """

    name: str
    path: str
    duty: People = ACTING
    blind: People = NOBODY
    read: People | None = NOBODY
    write: People | None = None
    body: Mapping[str, Any] = field(default_factory=dict)

    def tells_by(self, who: str | None, method: str) -> bool:
        """Whether it says more to ask as somebody, when a few have: a method that is not taken is not taken from all.

        HEAD is GET to every view.
        """
        taken = self.write if method == "POST" else self.read
        return who in A_FEW or (taken is not None and method != "HEAD")

    def expected(self, who: str | None, method: str) -> set[int]:
        """Return the answers that are right."""
        if who is None:
            return {401} if method == "POST" else {302}
        allowed = self.write if method == "POST" else self.read
        if who not in self.duty:
            return {403}
        if allowed is None:
            return {405}
        if who in self.blind:
            return {404}
        return {200, 302, 303, 409, 422} if who in allowed else {403}

    def lets_in(self, who: str | None, method: str) -> bool:
        """Whether somebody gets through."""
        return 200 in self.expected(who, method)


Filler = Callable[[Furnished], Iterator[Place]]


def places(made: Furnished) -> tuple[list[Place], list[str]]:
    """Return all places, and the names of addresses that nobody has classified."""
    found: list[Place] = []
    unknown: list[str] = []
    for _route, name, view in addresses(get_resolver().url_patterns):
        policy = policy_of(view)
        if name.startswith("api:"):
            continue
        if name in FOR_EVERYBODY and policy is not None and policy.name == "public":
            continue
        if name in SHEET:
            found += _of_sheets(made, name)
        elif name in CASES:
            found += of_cases(Place, made, name)
        elif name in OTHER and policy is not None and policy.name != "public":
            found += OTHER[name](made)
        else:
            unknown.append(name)
    return found, unknown


def _of_sheets(made: Furnished, name: str) -> Iterator[Place]:
    rests, read, write, body = SHEET[name]
    for sphere, groups in GROUPS.items():
        row = made.sheets[sphere]
        for rest in rests:
            parts = (made.handed.get((sphere, part), part) for part in rest)
            yield Place(
                name,
                reverse(name, args=[row.unit.code, row.year, *parts]),
                blind=ACTING - groups[READERS],
                read=groups[read] if read else None,
                write=groups[write] if write else None,
                body=body,
            )


def _own(name: str, *, write: bool = False, read: bool = True, body: Mapping[str, Any] | None = None) -> Filler:
    """Return a filler of a page on which everybody finds what is theirs."""

    def fill(_made: Furnished) -> Iterator[Place]:
        yield Place(
            name, reverse(name), read=ACTING if read else None, write=ACTING if write else None, body=body or {}
        )

    return fill


def _of_duty(name: str, duty: People, *args: str, write: bool = False) -> Filler:
    def fill(_made: Furnished) -> Iterator[Place]:
        yield Place(name, reverse(name, args=args), duty=duty, read=duty, write=duty if write else None)

    return fill


def _webhook(name: str, *deeds: str, read: bool = True) -> Filler:
    def fill(made: Furnished) -> Iterator[Place]:
        for sphere, who in (("kelola", "hana"), ("kelola-lain", "vera")):
            for rest in [[deed] for deed in deeds] or [[]]:
                path = reverse(name, args=[made.webhooks[sphere], *rest])
                through: People = frozenset({who})
                duty, blind = ADMINISTERING, ADMINISTERING - through
                body = {"peristiwa": "score.changed"}
                yield Place(name, path, duty, blind, through if read else None, through, body)

    return fill


def _token(made: Furnished) -> Iterator[Place]:
    for who in ("ayu", "dewi"):
        path, through = reverse("people:revoke_token", args=[made.tokens[who]]), frozenset({who})
        yield Place("people:revoke_token", path, ACTING, ACTING - through, through, through)


def _notice(made: Furnished) -> Iterator[Place]:
    for who in ("ayu", "dewi"):
        path, through = reverse("notices:open", args=[made.notices[who]]), frozenset({who})
        yield Place("notices:open", path, ACTING, ACTING - through, None, through)


STAFF_SEERS: Final[dict[str, People]] = {
    "dukcapil": frozenset({"gita", "hana", "indra"}),
    "rsud": frozenset({"hana", "indra"}),
    "lain": frozenset({"vera"}),
}
SEEING_STAFF: Final[People] = frozenset({"gita", "hana", "indra", "vera"})


def _employee(made: Furnished) -> Iterator[Place]:
    for sphere, seers in STAFF_SEERS.items():
        path = reverse("people:employee", args=[made.staff[sphere]])
        yield Place("people:employee", path, SEEING_STAFF, SEEING_STAFF - seers, seers)


def _kept(name: str, drawer: str, body: Mapping[str, Any]) -> Filler:
    """Return a filler of a page on which the administrator of the very agency changes what lies in a drawer."""

    def fill(made: Furnished) -> Iterator[Place]:
        for sphere, key in getattr(made, drawer).items():
            through: People = frozenset({"vera" if sphere.endswith("lain") else "hana"})
            path = reverse(name, args=[key])
            yield Place(name, path, ADMINISTERING, ADMINISTERING - through, through, through, body)

    return fill


def _signed_out(made: Furnished) -> Iterator[Place]:
    """Return the page that ends the sessions of the one employee with an account."""
    path, through = reverse("people:sign_out_employee", args=[made.staff["dukcapil"]]), frozenset({"hana"})
    yield Place("people:sign_out_employee", path, ADMINISTERING, ADMINISTERING - through, through, through)


MEMBERS: Final[dict[str, People]] = {
    "sagara": frozenset({"ayu", "gita", "joko", "hana", "indra"}),
    "lain": frozenset({"dewi", "vera"}),
}


def _of_members(name: str) -> Filler:
    """Return a filler of a page that everybody of an agency reads and its administrator changes."""

    def fill(_made: Furnished) -> Iterator[Place]:
        yield Place(name, reverse(name), read=ACTING, write=ADMINISTERING)

    return fill


def _belongs(name: str, path: str, whose: str, *, read: bool, write: bool) -> Place:
    """Return a page of one agency's thing: read by its people, or a form that is its administrator's alone."""
    members = MEMBERS[whose]
    duty = ACTING if read else ADMINISTERING
    seers = members & duty
    return Place(name, path, duty, duty - seers, seers, members & ADMINISTERING if write else None)


def _of_units(name: str, *deeds: str, write: bool = False) -> Filler:
    def fill(_made: Furnished) -> Iterator[Place]:
        form = bool(deeds) or write
        for whose, code in (("sagara", "rsud"), ("lain", "disdukcapil-lain")):
            for rest in [[deed] for deed in deeds] or [[]]:
                yield _belongs(name, reverse(name, args=[code, *rest]), whose, read=not form, write=form)

    return fill


def _signed_in(name: str, *args: object, write: bool = False) -> Filler:
    def fill(_made: Furnished) -> Iterator[Place]:
        path = reverse(name, args=args)
        yield Place(name, path, duty=SIGNED_IN, read=SIGNED_IN, write=SIGNED_IN if write else None)

    return fill


JOURNAL: Final = ADMINISTERING | {"gita"}


def _journal_file(_made: Furnished) -> Iterator[Place]:
    for kind in ("csv", "jsonl"):
        path = reverse("journal:export", args=[kind])
        yield Place("journal:export", path, duty=JOURNAL, read=None, write=JOURNAL)


def _journal_entry(made: Furnished) -> Iterator[Place]:
    for code, who in (("sagara", "hana"), ("lain", "vera")):
        entry = Entry.objects.for_tenant(made.house.tenants[code]).filter(unit_id=None).first()
        assert entry is not None
        path, through = reverse("journal:entry", args=[entry.pk]), frozenset({who})
        yield Place("journal:entry", path, duty=JOURNAL, blind=JOURNAL - through, read=through)


OTHER: Final[dict[str, Filler]] = {
    "journal:entries": _of_duty("journal:entries", JOURNAL),
    "journal:entry": _journal_entry,
    "journal:export": _journal_file,
    "agencies:units": _of_members("agencies:units"),
    "agencies:unit": _of_units("agencies:unit"),
    "agencies:change_unit": _of_units("agencies:change_unit", *("ganti-nama", "perbaiki", "pindah", "tutup")),
    "agencies:merge_unit": _of_units("agencies:merge_unit", write=True),
    "agencies:readiness": _of_members("agencies:readiness"),
    "agencies:agency": _of_members("agencies:agency"),
    "people:staff": _of_duty("people:staff", SEEING_STAFF),
    "people:employee": _employee,
    "people:add_employee": _of_duty("people:add_employee", ADMINISTERING, write=True),
    "people:change_employee": _kept("people:change_employee", "staff", {"nip": "70000009", "nama": "Disusupkan"}),
    "people:move_employee": _kept("people:move_employee", "staff", {"unit": "rsud", "mulai": "2026-01-02"}),
    "people:end_employee": _kept("people:end_employee", "staff", {"sampai": "2026-12-31"}),
    "people:act": _kept("people:act", "staff", {"dasar": "plh", "unit": "rsud", "jabatan": "Disusupkan"}),
    "people:employee_account": _kept("people:employee_account", "staff", {"surel": "ayu@uji.example.id"}),
    "people:sign_out_employee": _signed_out,
    "people:end_act": _kept("people:end_act", "acting", {"sampai": "2026-12-30"}),
    "people:outsiders": _of_duty("people:outsiders", ADMINISTERING),
    "people:add_outsider": _of_duty("people:add_outsider", ADMINISTERING, write=True),
    "people:change_outsider": _kept("people:change_outsider", "outsiders", {"nama": "Disusupkan", "asal": "press"}),
    "people:outsider_account": _kept("people:outsider_account", "outsiders", {"surel": "ayu@uji.example.id"}),
    "people:end_outsider": _kept("people:end_outsider", "outsiders", {"sampai": "2026-12-31"}),
    **of_practices(Place),
    "uploads:uploads": of_sending(Place),
    "uploads:upload": of_uploads(Place),
    "imports:index": _of_duty("imports:index", ADMINISTERING, write=True),
    "imports:export": lambda made: (
        place
        for code in ("unit", "pegawai")
        for kind in ("csv", "xlsx")
        for place in _of_duty("imports:export", ADMINISTERING, code, kind, write=True)(made)
    ),
    "imports:run": of_imports(Place, "run"),
    "imports:columns": of_imports(Place, "columns", write=True),
    "imports:start": of_imports(Place, "start", read=False, write=True),
    "imports:resume": of_imports(Place, "resume", read=False, write=True),
    "imports:discard": of_imports(Place, "discard", read=False, write=True),
    "imports:problems": of_imports(Place, "problems", "csv"),
    **of_duties(Place),
    **of_privacy(Place),
    **of_log(Place),
    **of_coverage(Place),
    **of_declarations(Place),
    **of_pacts(Place),
    **of_tablets(Place),
    **of_signing(Place),
    **of_zone_areas(Place),
    **of_evidence(Place),
    **of_rooms(Place),
    **of_proposals(Place),
    **of_titles(Place),
    **of_cases_lists(Place),
    **of_runs(Place),
    **of_desks(Place),
    **of_editing(Place),
    "people:bodies": _own("people:bodies", write=True),
    "people:tokens": _own("people:tokens", write=True),
    "people:revoke_token": _token,
    "worksheets:mentions": _own("worksheets:mentions"),
    "worksheets:mark_read": _own("worksheets:mark_read", read=False, write=True),
    "worksheets:webhooks": _of_duty("worksheets:webhooks", ADMINISTERING, write=True),
    "worksheets:webhook": _webhook("worksheets:webhook"),
    "worksheets:webhook_act": _webhook("worksheets:webhook_act", "jeda", "lanjutkan", "uji", read=False),
    "worksheets:webhook_confirm": _webhook("worksheets:webhook_confirm", "ganti-rahasia", "hapus"),
    "worksheets:worksheets": _own("worksheets:worksheets"),
    "worksheets:end-tour": _own("worksheets:end-tour", read=False, write=True),
    "worksheets:new": _of_duty("worksheets:new", ACTING - {"indra"}, write=True),
    "worksheets:table": _of_duty("worksheets:table", OVERSEEING),
    "worksheets:table-export": lambda made: (
        place for kind in ("csv", "xlsx") for place in _of_duty("worksheets:table-export", OVERSEEING, kind)(made)
    ),
    "accounts:resume": _signed_in("accounts:resume", write=True),
    "accounts:key": _signed_in("accounts:key"),
    "accounts:confirm": _signed_in("accounts:confirm", write=True),
    "accounts:factor_needed": _signed_in("accounts:factor_needed"),
    "accounts:details": _signed_in("accounts:details", write=True),
    "accounts:security": _signed_in("accounts:security"),
    "accounts:password": _signed_in("accounts:password", write=True),
    "accounts:add_totp": _signed_in("accounts:add_totp", write=True),
    "accounts:add_passkey": _signed_in("accounts:add_passkey", write=True),
    "accounts:remove_factor": _signed_in("accounts:remove_factor", 1, write=True),
    "accounts:recovery": _signed_in("accounts:recovery", write=True),
    "accounts:sessions": _signed_in("accounts:sessions", write=True),
    "accounts:history": _signed_in("accounts:history"),
    "ui:manage": _signed_in("ui:manage"),
    "ui:account": _signed_in("ui:account"),
    "notices:notices": _own("notices:notices"),
    "notices:mark_read": _own("notices:mark_read", read=False, write=True, body={"semua": "1"}),
    "notices:open": _notice,
    "notices:preferences": _own("notices:preferences", write=True, body={"kelompok-work": "daily"}),
}
