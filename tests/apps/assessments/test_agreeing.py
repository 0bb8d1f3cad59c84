"""Agreement and leaning: from submitted judgements of cases that are over, as given before anybody saw another's."""

from __future__ import annotations

from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from pulau.apps.assessments.desks.agreeing import agreed
from pulau.apps.assessments.models import Case, JudgedAnswer, JudgementState, Level
from pulau.core.regulation.model import Choice
from pulau.core.workflow.agreement import Leaning, Strength
from pulau.exchange.packs import load_pack
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.many_cases import judge, more_cases
from tests.cast import NOW

__all__ = ["court"]

PACK = load_pack("permenpan-rb-90-2021")
ITEMS = [item.id for item in PACK.items.values() if isinstance(item.answer, Choice) and "A" in item.answer.values]
PAGE = "/penilai"


def sheet(court: Court, who: str, values: list[Any], *, case: UUID | None = None, **more: Any) -> UUID:  # noqa: ANN401 - fields
    """A sheet with answers to the first items, submitted; `later` are second versions, given after the first look."""
    later: dict[int, Any] = more.pop("later", {})
    state, level = more.pop("state", JudgementState.SUBMITTED), more.pop("level", Level.TPI_MEMBER)
    revision = 2 if later else 1
    row = judge(court, who, level, case=case, state=state, revision=revision, submitted_revision=revision,
                blind_revision=1, answered=len(values))  # fmt: skip
    answers = [(n, 1, 1, value) for n, value in enumerate(values)] + [(n, 2, 2, value) for n, value in later.items()]
    with behind_wall(court.tenant):
        JudgedAnswer.objects.for_tenant(court.tenant).bulk_create(
            JudgedAnswer(
                tenant_id=court.tenant, judgement_id=row.pk, item=ITEMS[n], version=version, revision=at, value=value,
                user_id=court.users[who].pk, at=NOW,
            )
            for n, version, at, value in answers
        )  # fmt: skip
    return row.pk


def options(item: str) -> int:
    answer = PACK.items[item].answer
    assert isinstance(answer, Choice)
    return len(answer.values)


def found(court: Court, part: str = "") -> Any:  # noqa: ANN401 - short for the tests
    with behind_wall(court.tenant):
        return agreed(court.actors["putu"], 2026, part)


def test_only_submitted_judgements_of_cases_that_left_the_tpi_count(court: Court) -> None:
    sheet(court, "nina", ["A"] * 12)
    sheet(court, "omar", ["A"] * 12, state=JudgementState.OPEN)
    court.stand_at("tpi-round-2")
    assert found(court).whole.n == 0
    assert found(court).biases == ()
    court.stand_at("tpi-report")
    assert [view.name for view in found(court).biases] == ["Nina Safitri"]


def test_what_was_given_before_seeing_others_is_compared_and_the_end_is_the_measure(court: Court) -> None:
    court.stand_at("fit")
    sheet(court, "nina", ["A"] * 12, later=dict.fromkeys(range(12), "B"))
    sheet(court, "omar", ["B"] * 12)
    seen = found(court)
    (pair,) = seen.pairs
    assert (pair.agreement.n, pair.agreement.same) == (12, 0)
    nina = next(view.bias for view in seen.biases if view.name == "Nina Safitri")
    steps = [Fraction(1, options(item) - 1) for item in ITEMS[:12]]
    assert nina.mean == sum(steps) / 12
    assert nina.leaning is Leaning.GENEROUS


def test_an_item_that_stands_by_ones_own_word_alone_is_no_measure(court: Court) -> None:
    court.stand_at("fit")
    sheet(court, "nina", ["A"] * 12)
    (view,) = found(court).biases
    assert view.bias.n == 0
    sheet(court, "rani", ["B"] * 12, level=Level.TPI_LEADER)
    by_name = {view.name: view.bias for view in found(court).biases}
    assert (by_name["Nina Safitri"].n, by_name["Rani Kartika"].n) == (12, 0)


def test_a_part_of_the_form_counts_alone_and_few_answers_say_nothing(court: Court) -> None:
    court.stand_at("fit")
    sheet(court, "nina", ["A"] * 12)
    sheet(court, "omar", ["A"] * 6 + ["B"] * 6)
    whole, part = found(court), found(court, "1")
    assert 0 < part.whole.n <= whole.whole.n == 12
    sheet_of_few = found(court, "result")
    assert sheet_of_few.whole.n == 0
    assert sheet_of_few.whole.strength is Strength.TOO_FEW


def test_cases_of_a_year_count_together(court: Court) -> None:
    court.stand_at("fit")
    (other,) = more_cases(court, 1, stage="coaching")
    for case in (court.case_id, other.pk):
        sheet(court, "nina", ["A", "B"], case=case)
        sheet(court, "omar", ["A", "A"], case=case)
    assert (found(court).whole.n, found(court).cases) == (4, 2)
    with behind_wall(court.tenant):
        Case.objects.for_tenant(court.tenant).filter(pk=other.pk).update(year=2025)
    assert found(court).whole.n == 2


def test_the_page_is_the_controllers_alone(court: Court) -> None:
    court.stand_at("fit")
    sheet(court, "nina", ["A"] * 12)
    sheet(court, "omar", ["A"] * 8 + ["B"] * 4)
    page = court.client("putu").get(PAGE)
    assert page.status_code == 200
    assert "Nina Safitri" in page.content.decode()
    for who in ("nina", "omar", "rani", "tia", "vino", "sekar", "gita", "hana", "indra", "dewi"):
        assert court.client(who).get(PAGE).status_code == 403, who


@pytest.mark.parametrize("asked", [{}, {"tahun": "2026", "area": "1"}, {"tahun": "x", "area": "../"}])
def test_few_answers_show_no_figure_and_say_so(court: Court, asked: dict[str, str]) -> None:
    court.stand_at("fit")
    sheet(court, "nina", ["A"] * 3)
    sheet(court, "omar", ["A"] * 3)
    page = court.client("putu").get(PAGE, asked).content.decode()
    assert "Terlalu sedikit untuk disimpulkan" in page
    assert "Hampir sempurna" not in page
