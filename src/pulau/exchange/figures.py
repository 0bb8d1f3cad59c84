"""The figures of a score as they are stored, printed and pinned: by path, in full and in hundredths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Part
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.numbers import hundredths, print_exact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from pulau.core.scoring.model import Evaluation


@dataclass(frozen=True, slots=True)
class Figures:
    """A score as it is stored, and the evaluation that it comes from.

    `exact` (decimal text) and `printed` (whole hundredths) are by path (`total`, `areas.5`, `areas.5.percent`), `gates`
    by title and gate (`WBK.total`), `titles` by title.
    """

    exact: Mapping[str, str]
    printed: Mapping[str, int]
    gates: Mapping[str, bool]
    titles: Mapping[str, bool]
    evaluation: Evaluation

    @property
    def digest(self) -> str:
        """The digest of all figures, gates and titles."""
        return result_digest(self.exact, self.printed, self.gates, self.titles)


def figures_of(evaluation: Evaluation) -> Figures:
    """Return an evaluation as it is stored."""
    figures = dict(_figures(evaluation))
    titles = evaluation.titles.items()
    return Figures(
        exact={path: print_exact(value) for path, value in figures.items()},
        printed={path: hundredths(value.numerator, value.denominator) for path, value in figures.items()},
        gates={f"{title}.{gate.gate}": gate.met for title, found in titles for gate in found.gates},
        titles={title: verdict.met for title, verdict in titles},
        evaluation=evaluation,
    )


def result_digest(
    exact: Mapping[str, str], printed: Mapping[str, int], gates: Mapping[str, bool], titles: Mapping[str, bool]
) -> str:
    """Return the digest of figures, gates and titles as they are stored."""
    return canonical_digest(result_object(exact, printed, gates, titles))


def result_object(
    exact: Mapping[str, str], printed: Mapping[str, int], gates: Mapping[str, bool], titles: Mapping[str, bool]
) -> dict[str, object]:
    """Return figures, gates and titles as plain data: what a score file claims, and `result_digest` is of."""
    return {"exact": dict(exact), "printed": dict(printed), "gates": dict(gates), "titles": dict(titles)}


def titles_met(gates: Mapping[str, bool]) -> dict[str, bool]:
    """Return whether all gates of each title are met, of gates by title and gate (`WBK.total`)."""
    met: dict[str, bool] = {}
    for path, reached in gates.items():
        title = path.partition(".")[0]
        met[title] = met.get(title, True) and reached
    return met


def _figures(evaluation: Evaluation) -> Iterator[tuple[str, Fraction]]:
    yield "total", evaluation.total.points
    yield "enabler", evaluation.enabler.points
    yield "result", evaluation.result.points
    for key, area in evaluation.areas.items():
        yield f"areas.{key}", area.score.points
        yield f"areas.{key}.percent", area.score.percent
    for key, sub_area in evaluation.pack.sub_areas.items():
        if sub_area.part is Part.RESULT:
            yield f"sub_areas.{key}", evaluation.sub_areas[key].points
