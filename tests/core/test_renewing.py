"""Which pacts become due and which end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pulau.core.pledging.renewing import (
    STANDING,
    Cause,
    EndCause,
    Held,
    Kind,
    Post,
    Renewal,
    RenewalRule,
    Serving,
    State,
    renew,
)

RULE = RenewalRule(new_days=30, yearly=(1, 31), least_days=7)
DAY = date(2026, 3, 2)
OFFICE, HOSPITAL, SCHOOL = (UUID(int=number) for number in (1, 2, 3))
LONG_AGO = date(2015, 1, 1)
CLERK = Post(OFFICE, "Analis", LONG_AGO)
ANI = Serving("pns", LONG_AGO, post=CLERK)


def pact(
    kind: str = "personal", *, year: int = 2026, state: str = "signed", unit: UUID | None = OFFICE,
    position: str = "Analis", status: str = "pns", asked: date = date(2026, 1, 1), key: int = 7,
) -> Held:  # fmt: skip
    return Held(UUID(int=key), kind, year, state, unit, position, status, asked)


def told(done: Renewal) -> tuple[list[tuple[str, str]], list[str]]:
    return [(task.kind, task.cause) for task in done.tasks], [end.cause for end in done.endings]


def test_who_never_signed_is_asked_within_thirty_days() -> None:
    (task,) = renew(RULE, ANI, [], DAY).tasks
    assert (task.cause, task.due, task.unit_id, task.position) == (Cause.FIRST, date(2026, 4, 1), OFFICE, "Analis")


def test_new_staff_is_told_as_such() -> None:
    assert told(renew(RULE, replace(ANI, since=date(2026, 3, 1)), [], DAY)) == ([("personal", "new-staff")], [])


def test_the_yearly_one_is_due_at_the_end_of_january_and_never_at_once() -> None:
    last = [pact(year=2025)]
    (early,) = renew(RULE, ANI, last, date(2026, 1, 1)).tasks
    (late,) = renew(RULE, ANI, last, date(2026, 2, 20)).tasks
    assert (early.cause, early.due, late.due) == (Cause.YEARLY, date(2026, 1, 31), date(2026, 2, 27))


def test_a_transfer_ends_the_pact_of_the_unit_before() -> None:
    moved = replace(ANI, post=Post(HOSPITAL, "Analis", DAY))
    assert told(renew(RULE, moved, [pact()], DAY)) == ([("personal", "transfer")], ["moved"])


def test_a_new_post_in_the_same_unit_is_pledged_anew() -> None:
    risen = replace(ANI, post=Post(OFFICE, "Kepala Bidang", DAY))
    assert told(renew(RULE, risen, [pact()], DAY)) == ([("personal", "new-post")], ["replaced"])


def test_another_spelling_of_the_same_post_asks_for_nothing() -> None:
    mended = replace(ANI, post=Post(OFFICE, "Analis Kepegawaian", LONG_AGO))
    assert renew(RULE, mended, [pact()], DAY) == Renewal()


def test_a_cpns_who_becomes_pns_pledges_anew_and_no_other_change_of_status_does() -> None:
    assert told(renew(RULE, ANI, [pact(status="cpns")], DAY)) == ([("personal", "new-status")], ["replaced"])
    assert renew(RULE, ANI, [pact(status="pppk")], DAY) == Renewal()


def test_a_head_signs_for_the_office_instead_of_for_the_person() -> None:
    head = replace(ANI, post=Post(OFFICE, "Kepala Dinas", DAY, leads=True))
    assert told(renew(RULE, head, [], DAY)) == ([("office", "first")], [])
    assert told(renew(RULE, head, [pact()], DAY)) == ([("office", "new-post")], ["replaced"])


def test_who_acts_as_head_elsewhere_signs_beside_and_it_ends_with_the_acting() -> None:
    acting = replace(ANI, acting=(Post(HOSPITAL, "Plt. Direktur", DAY, leads=True), Post(SCHOOL, "Plt. Guru", DAY)))
    assert told(renew(RULE, acting, [pact()], DAY)) == ([("office", "new-post")], [])
    beside = pact("office", unit=HOSPITAL, position="Plt. Direktur", key=8)
    assert renew(RULE, acting, [pact(), beside], DAY) == Renewal()
    assert told(renew(RULE, ANI, [pact(), beside], DAY)) == ([], ["post-over"])


def test_an_acting_head_who_becomes_head_pledges_once_for_the_unit() -> None:
    head = replace(ANI, post=Post(HOSPITAL, "Direktur", DAY, leads=True))
    held = [pact(), pact("office", unit=HOSPITAL, position="Plt. Direktur", key=8)]
    assert told(renew(RULE, head, held, DAY)) == ([("office", "new-post")], ["replaced", "post-over"])


def test_who_left_has_no_pact_and_on_the_last_day_nothing_is_asked() -> None:
    left = replace(ANI, until=DAY - timedelta(days=1))
    assert told(renew(RULE, left, [pact(state="due")], DAY)) == ([], [EndCause.LEFT])
    assert renew(RULE, replace(ANI, until=DAY), [], DAY) == Renewal()


def test_an_unsigned_one_of_last_year_ends_and_a_signed_one_stays() -> None:
    done = renew(RULE, ANI, [pact(year=2025, state="due"), pact(year=2024, key=9), pact(key=8)], DAY)
    assert told(done) == ([], ["year-over"])


def test_a_refusal_and_a_withdrawal_are_answers() -> None:
    for state in ("refused", "withdrawn"):
        assert renew(RULE, ANI, [pact(state=state)], DAY) == Renewal()


UNITS = st.sampled_from([OFFICE, HOSPITAL, SCHOOL])
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
POSTS = st.builds(Post, UNITS, st.sampled_from(["Analis", "Kepala", "Plt. Kepala"]), DAYS, st.booleans())
SERVING = st.builds(
    Serving,
    st.sampled_from(["cpns", "pns", "pppk"]),
    DAYS,
    st.none() | DAYS,
    st.none() | POSTS,
    st.lists(POSTS, max_size=2).map(tuple),
)


def played(done: Renewal, held: list[Held], day: date) -> list[Held]:
    """The pacts as they are after what was told to happen."""
    ended = {end.key for end in done.endings}
    after = [replace(one, state=State.ENDED) if one.key in ended else one for one in held]
    new = [
        pact(
            task.kind,
            year=day.year,
            state=State.DUE,
            unit=task.unit_id,
            position=task.position,
            status=task.status,
            asked=day,
            key=1000 + len(held) + at,
        )
        for at, task in enumerate(done.tasks)
    ]
    return after + new


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[Held], list[tuple[Serving, date]]]:
    """What happens to somebody: on each of some days another standing, and perhaps a signature in between."""
    days = sorted(draw(st.lists(DAYS, min_size=1, max_size=6, unique=True)))
    return [], [(draw(SERVING), day) for day in days]


@given(lives(), st.lists(st.sampled_from(["signed", "refused", "withdrawn", "due"]), min_size=6, max_size=6))
def test_whatever_happens_the_pacts_are_in_order(
    life: tuple[list[Held], list[tuple[Serving, date]]], signed: list[str]
) -> None:
    held, steps = life
    for (serving, day), answer in zip(steps, signed, strict=False):
        done = renew(RULE, serving, held, day)
        held = played(done, held, day)
        assert renew(RULE, serving, held, day) == Renewal(), "asked again, there is nothing more"
        assert all(task.due > day for task in done.tasks), "nobody is late at once"
        standing = [(one.year, one.kind, one.unit_id) for one in held if one.state in STANDING]
        assert len(standing) == len(set(standing)), "never two of a kind for a unit in a year"
        this_year = [one for one in held if one.year == day.year and one.state in STANDING]
        serves = serving.since <= day and (serving.until is None or day <= serving.until)
        assert serves or not this_year, "who left has none"
        if serves and serving.until != day and serving.post is not None:
            kind = Kind.OFFICE if serving.post.leads else Kind.PERSONAL
            mine = [one for one in held if one.year == day.year and one.state != State.ENDED and one.kind == kind]
            assert any(one.unit_id == serving.post.unit_id for one in mine), "who serves is asked"
        held = [replace(one, state=answer) if one.state == State.DUE and one.year == day.year else one for one in held]
