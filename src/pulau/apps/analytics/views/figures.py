"""The national figures for everybody: `/angka`, a page a figure, and each as CSV and SQL. Nothing is counted here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.urls import reverse

from pulau.apps.analytics.figures.every import FIGURES
from pulau.apps.analytics.figures.model import MAIN
from pulau.apps.analytics.selectors import answer_of, counted_at, last_run
from pulau.exchange.data_tables import Column, csv_table
from pulau.exchange.names import pick
from pulau.exchange.national.questions import brief, command
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.apps.analytics.figures.model import Figure

KEPT_SECONDS: Final = 300
"""How long a page stands ready; a new count ends that at once."""
ASKS: Final = ("tahun", "provinsi", "jenis")
CSV_TYPE: Final = "text/csv; charset=utf-8; header=present"
SQL_TYPE: Final = "application/sql; charset=utf-8"


@public
@kept_ready(seconds=KEPT_SECONDS)
def index(request: HttpRequest) -> HttpResponse:
    """List the figures, and say as of when they stand. Two queries."""
    return render_public(
        request, "analytics/index.html", {"cards": _cards(), "counted": counted_at(), "run": last_run()}
    )


@public
@kept_ready(seconds=KEPT_SECONDS, asks=ASKS)
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a figure with its charts, tables, files and SQL. Two queries."""
    chosen = FIGURES.get(slug)
    if chosen is None:
        return _unknown(request)
    standing = answer_of(slug)
    title, about = _words(chosen)
    asked = {name: request.GET.get(name, "") for name in chosen.asks}
    context = {
        "slug": slug,
        "title": title,
        "about": about,
        "run": last_run(),
        "standing": standing,
        "counted": (standing.moment, standing.answered_at) if standing else None,
        "shown": chosen.show(standing.tables, asked) if standing else None,
        "columns": [(name, pick(two, spoken_language())) for name, two in chosen.question.columns.items()],
        "command": command(chosen.question),
        "others": [(other, _words(FIGURES[other])[0]) for other in FIGURES],
    }
    canonical = reverse("analytics:figure", args=[slug])
    return render_public(request, "analytics/figure.html", context, canonical=canonical)


@public
@kept_ready(seconds=KEPT_SECONDS)
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a figure as CSV: plain numbers with points, and why a cell is hidden. One query."""
    standing = answer_of(slug) if slug in FIGURES else None
    if standing is None:
        return _unknown(request)
    main = standing.tables[MAIN]
    content = "".join(csv_table([Column(name) for name in main.columns], main.as_csv()))
    return _file(content, CSV_TYPE, f"{FIGURES[slug].name}.csv")


@public
@kept_ready(seconds=KEPT_SECONDS)
def as_sql(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the SQL of a figure as it was asked; before the first time, as it will be. One query."""
    if slug not in FIGURES:
        return _unknown(request)
    standing = answer_of(slug)
    sql = standing.question if standing else FIGURES[slug].question.sql
    return _file(f"{sql}\n", SQL_TYPE, f"{FIGURES[slug].name}.sql")


def _unknown(request: HttpRequest) -> HttpResponse:
    return render_public(request, "analytics/unknown.html", {"cards": _cards()}, status=404)


def _cards() -> list[tuple[str, str, str]]:
    """Return address, title and first sentence of every figure."""
    told = ((slug, *_words(figure)) for slug, figure in FIGURES.items())
    return [(reverse("analytics:figure", args=[slug]), title, brief(about)) for slug, title, about in told]


def _words(figure: Figure) -> tuple[str, str]:
    spoken = spoken_language()
    return pick(figure.question.title, spoken), pick(figure.question.about, spoken)


def _file(content: str, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="pulau-{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)
