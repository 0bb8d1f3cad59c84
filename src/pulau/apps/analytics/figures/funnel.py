"""The funnel (corong): how far units came that declared in the same year, and how many are left at each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pulau.apps.analytics.figures.model import MAIN, Block, Chart, Figure, Shown, Tables
from pulau.apps.analytics.figures.saying import PERCENT, percent
from pulau.apps.analytics.figures.steps import COLUMN_OF, STEP_WORDS
from pulau.apps.analytics.figures.told import FEW, Row, Said, Told, whole, word
from pulau.core.analytics.funnel import STEPS, Cohort, Step
from pulau.core.analytics.funnel import Funnel as Way
from pulau.core.analytics.shares import Rate, TooFew
from pulau.foundation.ui.charts import ChartTable, Funnel
from pulau.foundation.ui.charts import Step as Drawn
from pulau.foundation.ui.formats import number

if TYPE_CHECKING:
    from datetime import date

RATE: Final = ("share", "low", "high", "hidden")
COLUMNS: Final = ("cohort", *COLUMN_OF.values(), *RATE)


def tell(rows: Sequence[Row], today: date) -> Tables:
    """Add up the cohorts, and tell shares with intervals: of a cohort with WBK, of a step from the one before."""
    known = {whole(row, "cohort"): row for row in rows if row["cohort"] is not None}
    undeclared = sum(whole(row, "declared") for row in rows if row["cohort"] is None)
    years = range(min(known, default=today.year), today.year + 1) if known else ()
    way = Way(today.year, tuple(_cohort(year, known.get(year), today.year) for year in years), undeclared)
    total, passing = way.total(), way.passing()
    steps: list[Row] = [{"step": step.value, "units": total[step], **_rate(passing.get(step))} for step in STEPS]
    return {
        MAIN: Told(COLUMNS, [_told(cohort, today.year) for cohort in way.cohorts]),
        "steps": Told(("step", "units", *RATE), steps),
        "beside": Told(("undeclared",), [{"undeclared": undeclared}]),
    }


def show(tables: Tables, _asked: Mapping[str, str]) -> Shown:
    """Draw the whole way, and list the cohorts."""
    undeclared = whole(tables["beside"].rows[0], "undeclared")
    chart = Funnel(_("Semua unit yang pernah mencanangkan sendiri"), [_step(row) for row in tables["steps"].rows])
    words = gettext("%(units)s unit belum mencanangkan sendiri, dan tidak ikut di sini.") % {
        "units": number(undeclared, 0)
    }
    whole_way = Block("corong", gettext("Sampai di mana"), [Chart("funnel", chart)], [words])
    cohorts = Block("angkatan", gettext("Per angkatan"), [Chart("table", _cohorts(tables[MAIN].rows))])
    return Shown([whole_way, cohorts])


def _cohort(year: int, row: Row | None, until: int) -> Cohort:
    reached = {step: whole(row, column) if row else 0 for step, column in COLUMN_OF.items()}
    return Cohort(year, reached[Step.DECLARED], {until: reached})


def _told(cohort: Cohort, until: int) -> Row:
    counts: dict[str, Said] = {column: cohort.reached[until][step] for step, column in COLUMN_OF.items()}
    return {"cohort": cohort.year, **counts, **_rate(cohort.conversion(Step.WBK, until))}


def _rate(rate: Rate | TooFew | None) -> dict[str, Said]:
    if isinstance(rate, Rate):
        return {"share": rate.share, "low": rate.low, "high": rate.high, "hidden": ""}
    return {"share": None, "low": None, "high": None, "hidden": FEW if rate else ""}


def _step(row: Row) -> Drawn:
    return Drawn(
        STEP_WORDS[Step(word(row, "step"))],
        whole(row, "units"),
        percent(row, "share"),
        percent(row, "low"),
        percent(row, "high"),
        few=gettext("Terlalu sedikit") if row["hidden"] == FEW else "",
    )


def _cohorts(rows: Sequence[Row]) -> ChartTable:
    headings = [_("Angkatan"), *STEP_WORDS.values(), gettext("Bagian yang sampai WBK"), gettext("Rentang 95%")]
    return ChartTable(_("Angkatan, dan berapa yang sampai ke tiap tahap"), headings, [_line(row) for row in rows])


def _line(row: Row) -> list[str]:
    share, low, high = (percent(row, name) for name in ("share", "low", "high"))
    told = PERCENT.text(share, _("Terlalu sedikit"))
    interval = "" if low is None or high is None else PERCENT.interval(low, high)
    return [word(row, "cohort"), *(number(whole(row, column), 0) for column in COLUMN_OF.values()), told, interval]


FUNNEL: Final = Figure("corong", "funnel", tell, show)
