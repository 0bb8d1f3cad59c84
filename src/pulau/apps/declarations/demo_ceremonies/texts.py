"""The texts that the demo's bodies approved: written, approved, replaced by better ones, one still a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from pulau.apps.declarations.demo_ceremonies.stage import When
from pulau.apps.declarations.mapping import text_digest
from pulau.apps.declarations.models import PledgeKind
from pulau.apps.declarations.services.templates import TemplateWish, approve_template, take_starter, write_template
from pulau.apps.declarations.starters import STARTERS

if TYPE_CHECKING:
    from pulau.apps.declarations.demo_ceremonies.stage import Stage
    from pulau.apps.declarations.models import PledgeTemplate
    from pulau.core.shared.actor import Actor

BEGUN: Final = When(-1, 1)
BETTER: Final = When(0, 1)
LATELY: Final = When(0, 96)
_MORE: Final = "menolak dengan sopan setiap pemberian pada hari raya, dan melaporkannya dalam sepuluh hari kerja;"
_MORE_EN: Final = "politely decline every gift on holidays, and report it within ten working days;"
_OPEN: Final = "mengumumkan harta kekayaan saya tepat waktu, dan menjawab pertanyaan tentangnya dengan terbuka;"
_OPEN_EN: Final = "declare my assets on time, and answer questions about them openly;"


def approve_texts(stage: Stage, writer: Actor, approver: Actor, *kinds: PledgeKind) -> None:
    """Let a body take our own texts over and approve them, at the beginning of last year."""
    for kind in kinds:
        at = BEGUN.at(stage.now)
        row = take_starter(actor=writer, kind=kind, now=at)
        approve_template(actor=approver, template_id=row.pk, seen=text_digest(row), now=at)


def better_text(stage: Stage, writer: Actor, approver: Actor) -> None:
    """Let a body replace its text for employees this year; who signed the one before keeps it."""
    at = BETTER.at(stage.now)
    row = _longer(writer, PledgeKind.PERSONAL, (_MORE, _MORE_EN), at)
    approve_template(actor=approver, template_id=row.pk, seen=text_digest(row), now=at)


def draft_text(stage: Stage, writer: Actor) -> None:
    """Let a body have a newer text for heads that waits for approval."""
    _longer(writer, PledgeKind.OFFICE, (_OPEN, _OPEN_EN), LATELY.at(stage.now))


def _longer(writer: Actor, kind: PledgeKind, more: tuple[str, str], at: datetime) -> PledgeTemplate:
    text, english = STARTERS[kind]
    wish = TemplateWish(
        kind,
        replace(text, points=(*text.points, more[0])),
        replace(english, points=(*english.points, more[1])),
    )
    return write_template(actor=writer, wish=wish, now=at)
