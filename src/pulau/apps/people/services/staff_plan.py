"""Employees and posts as a batch makes them: changed in memory row by row, then written, each table at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError

from pulau.apps.people.models import Appointment, Basis, Employee, Posting
from pulau.apps.people.staffing import (
    SEALED,
    BatchProblem,
    BeginsLater,
    DayNotYet,
    EmployeeEnded,
    EmployeeErased,
    EmployeeNotFound,
    NikTaken,
    NipTaken,
    Part,
    PostsOverlap,
    StaffAddition,
    StaffChange,
    StaffDetails,
    StaffEnd,
    StaffPost,
    echelon_typed,
    nik_digest,
)
from pulau.core.shared.civil_service import is_nip
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint

if TYPE_CHECKING:
    from pulau.apps.people.selectors.staff_ground import StaffGround
    from pulau.core.shared.actor import Actor

BATCH = 1_000
DETAILS = ("nip", "name", "title_before", "title_after", "status", "grade", "email", "nik_digest")
PLACE = ("unit_id", "position", "echelon")
_REFUSALS = (
    *(ValidationError, NipTaken, NikTaken, EmployeeNotFound, EmployeeErased),
    *(EmployeeEnded, PostsOverlap, DayNotYet, BeginsLater),
)
Told = tuple[Employee, dict[str, object], UUID]
"""An employee that something happened to, what the journal is told of it, and the unit that it concerns."""
_Row = TypeVar("_Row", StaffAddition, StaffChange, StaffEnd)
_M = TypeVar("_M", Employee, Posting)


class StaffPlan:
    """Employees and posts as they become, and what the journal is told; nothing is written before `write`."""

    def __init__(self, actor: Actor, ground: StaffGround, now: datetime) -> None:
        self.actor, self.ground, self.now, self.today = actor, ground, now, today_of(actor, now)
        self.problems: list[BatchProblem] = []
        self.added: list[Told] = []
        self.changed: list[Told] = []
        self.moved: list[Told] = []
        self.ended: list[Told] = []
        self.duties: list[tuple[StaffEnd, Appointment]] = []
        self.new_posts: dict[UUID, Posting] = {}
        self.old_posts: dict[UUID, Posting] = {}
        self.new_niks: dict[UUID, Employee] = {}
        self.fields: set[str] = set()  # of employees there before: what differs in any of them
        self.post_fields: set[str] = {"until"}

    def each(self, part: Part, rows: Sequence[_Row], take: Callable[[_Row], None]) -> None:
        """Take every row; keep why one cannot be taken, and go on."""
        for index, row in enumerate(rows):
            try:
                take(row)
            except _REFUSALS as fact:
                self.problems.append(BatchProblem(part, index, fact))

    def add(self, row: StaffAddition) -> None:
        """Let an employee begin."""
        employee = Employee(tenant_id=self.actor.tenant_id, since=row.post.since, created_at=self.now)
        self._describe(employee, row.details)
        self._place(employee, row.post)
        payload = {"nip": fingerprint("nip", employee.nip), "status": employee.status, "since": employee.since}
        self._begin(employee, row.post)
        self.added.append((employee, payload, employee.unit_id))

    def change(self, row: StaffChange) -> None:
        """Let an employee be told of anew, and take another post."""
        employee = self._known(row.employee_id)
        if row.details is not None:
            before = {field: getattr(employee, field) for field in DETAILS}
            self._describe(employee, row.details)
            after = {field: getattr(employee, field) for field in DETAILS}
            if before != after:
                self.fields |= {field for field in DETAILS if before[field] != after[field]}
                self.changed.append((employee, journal.changed(before, after, SEALED), employee.unit_id))
        if row.post is not None:
            self._move(employee, row.post)

    def end(self, row: StaffEnd) -> None:
        """Let an employee's service, their posts and the roles of their account end on a day."""
        employee, last_day = self._known(row.employee_id), row.last_day
        before = {"until": employee.until}
        if last_day < employee.since:
            raise ValidationError({"last_day": "before the first day"})
        if last_day == employee.until:
            return
        self._end_posts(employee, last_day)
        for duty in self.ground.duties.get(employee.user_id, ()) if employee.user_id else ():
            if last_day < duty.since <= self.today:
                raise BeginsLater("duty", duty.since)
            if duty.until is None or duty.until > last_day:
                self.duties.append((row, duty))
        self.fields.add("until")
        employee.until = last_day
        self.ended.append((employee, journal.changed(before, {"until": last_day}), employee.unit_id))

    def _end_posts(self, employee: Employee, last_day: date) -> None:
        for post in self.ground.posts[employee.pk]:
            if post.since > last_day:
                raise BeginsLater("post", post.since)
            last = post.basis == Basis.DEFINITIVE and post.until == employee.until
            if last or post.until is None or post.until > last_day:
                post.until = last_day
                self.old_posts[post.pk] = post

    def _known(self, employee_id: UUID) -> Employee:
        employee = self.ground.employees.get(employee_id)
        if employee is None:
            raise EmployeeNotFound(employee_id)
        if employee.erased_at is not None:
            raise EmployeeErased
        return employee

    def _describe(self, employee: Employee, details: StaffDetails) -> None:
        for field in DETAILS[:-1]:
            setattr(employee, field, getattr(details, field).strip())
        if not is_nip(employee.nip):
            raise ValidationError({"nip": "8 to 18 digits"})
        if self.ground.nips.setdefault(employee.nip, employee.pk) != employee.pk:
            raise NipTaken(employee.nip)
        if details.nik is not None:
            digest = nik_digest(details.nik)
            if digest and self.ground.niks.setdefault(digest, employee.pk) != employee.pk:
                raise NikTaken
            if digest != employee.nik_digest:
                employee.nik, employee.nik_digest = details.nik or None, digest
                self.new_niks[employee.pk] = employee
        left = ["tenant", "unit", "user", "nip", "nik", "since", "until", "created_at", "position", "echelon"]
        employee.full_clean(exclude=left, validate_unique=False, validate_constraints=False)

    def _place(self, employee: Employee, post: StaffPost) -> None:
        unit = self.ground.units.get(post.unit_id)
        if unit is None or not unit.exists_on(post.since):
            raise ValidationError({"unit": "no such unit on that day"})
        employee.unit_id, employee.position = unit.pk, post.position.strip()
        employee.echelon = echelon_typed(post.echelon)

    def _begin(self, employee: Employee, post: StaffPost) -> None:
        posting = Posting(
            tenant_id=self.actor.tenant_id, employee_id=employee.pk, basis=Basis.DEFINITIVE,
            since=post.since, until=employee.until, grade=employee.grade, document=post.document.strip(),
        )  # fmt: skip
        self.new_posts[posting.pk] = self._fill(posting, employee)
        self.ground.posts[employee.pk].append(posting)

    def _fill(self, posting: Posting, employee: Employee) -> Posting:
        for field in PLACE:
            setattr(posting, field, getattr(employee, field))
        left = ["tenant", "employee", "unit"]
        posting.full_clean(exclude=left, validate_unique=False, validate_constraints=False)
        return posting

    def _move(self, employee: Employee, post: StaffPost) -> None:
        if post.since > self.today:
            raise DayNotYet(post.since)
        if employee.until is not None and post.since > employee.until:
            raise EmployeeEnded(employee.until)
        definitive = [row for row in self.ground.posts[employee.pk] if row.basis == Basis.DEFINITIVE]
        present = definitive[-1] if definitive else None
        if post.since < (present.since if present else employee.since):
            raise PostsOverlap(present.since if present else employee.since)
        before = {field: getattr(employee, field) for field in PLACE}
        self._place(employee, post)
        after = {field: getattr(employee, field) for field in PLACE}
        if before == after:
            return
        self.fields |= {"unit", *PLACE[1:]}
        if present is not None and present.since == post.since:
            self.post_fields |= {"unit", *PLACE[1:], "document"}
            present.document = post.document.strip() or present.document
            self.old_posts[present.pk] = self._fill(present, employee)
        else:
            self._follow(employee, present, post)
        payload = journal.changed(before, after, SEALED) | {"since": post.since}
        self.moved.append((employee, payload, employee.unit_id))

    def _follow(self, employee: Employee, present: Posting | None, post: StaffPost) -> None:
        if present is not None and (present.until is None or present.until >= post.since):
            present.until = post.since - timedelta(days=1)
            self.old_posts[present.pk] = present
        self._begin(employee, post)

    def write(self) -> None:
        """Write it."""
        staff, posts = (model.objects.for_actor(self.actor) for model in (Employee, Posting))
        new = {employee.pk: employee for employee, _, _ in self.added}
        staff.bulk_create(new.values(), batch_size=BATCH)
        if touched := self._rest(new, {row.pk: row for row, _, _ in (*self.changed, *self.moved, *self.ended)}):
            staff.bulk_update(touched, sorted(self.fields), batch_size=BATCH)
        if resealed := self._rest(new, self.new_niks):
            staff.bulk_update(resealed, ("nik",), batch_size=BATCH)
        if old := self._rest(self.new_posts, self.old_posts):
            posts.bulk_update(old, sorted(self.post_fields), batch_size=BATCH)
        posts.bulk_create(self.new_posts.values(), batch_size=BATCH)

    @staticmethod
    def _rest(new: Mapping[UUID, _M], rows: Mapping[UUID, _M]) -> list[_M]:
        """Return the rows that were there before."""
        return [row for key, row in rows.items() if key not in new]
