"""The HTTP API of evidence beside items: read it, lay a kept piece. A token only; what it may, its person may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from pulau.apps.evidence.contract import EvidenceNotFound, EvidenceWithdrawn
from pulau.apps.people.contract import BearerToken, actor_of, acts
from pulau.apps.worksheets.evidence_selectors import asked_of, evidence_by_item
from pulau.apps.worksheets.locked import WorksheetSubmitted
from pulau.apps.worksheets.models import LONGEST_REMARK
from pulau.apps.worksheets.rest_asking import READ, WRITE, described, worksheet_in
from pulau.apps.worksheets.rest_schemas import ProblemsOut
from pulau.apps.worksheets.services.evidence import add_item_evidence
from pulau.core.evidencing.asked import day_of
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import load_pack
from pulau.foundation.api.problems import answer, refuse
from pulau.foundation.api.reading import body_of, text_in, uuid_in, whole_in
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.worksheets.evidence_selectors import Piece
    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.shared.actor import Actor

router = Router(tags=["answers"], auth=BearerToken())

_UUID: Final[dict[str, Any]] = {"format": "uuid"}
_DAY: Final[dict[str, Any]] = {"format": "date"}
_MOST_POSITIONS: Final = 99
_KEYS: Final = ("evidence", "asked", "remark")


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class LaidOut(_Strict):
    """A piece beside an item. Null `evidence` and `title`: there is one, and you may not know which."""

    evidence: str | None = Field(json_schema_extra=_UUID, description="Its id, as /evidence gives it.")
    title: str | None
    asked: int = Field(ge=0, description="Position, from 1, of what the item asks for; 0: something else.")
    remark: str
    version: int = Field(ge=0, description="The newest version; 0: only an outside address is known.")
    valid_from: str | None = Field(json_schema_extra=_DAY)
    valid_until: str | None = Field(json_schema_extra=_DAY, description="The last day.")
    counts: bool = Field(description="Whether it shows something on the day of `on`.")


class ItemLaidOut(_Strict):
    """The evidence of an item: how much it asks for, which positions nothing shows, and every piece."""

    asked: int = Field(ge=0)
    missing: list[int]
    pieces: list[LaidOut]


class LaidEvidenceOut(_Strict):
    """Every item of the form, in its order, judged on a day."""

    on: str = Field(json_schema_extra=_DAY)
    items: dict[str, ItemLaidOut]


_EXAMPLE: Final = {"evidence": "5a6a0000-0000-4000-8000-000000000001", "asked": 1, "remark": "halaman 3"}
_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "title": "LayEvidence",
                "required": ["evidence"],
                "additionalProperties": False,
                "properties": {
                    "evidence": {"type": "string", "format": "uuid"},
                    "asked": {"type": "integer", "minimum": 0, "maximum": _MOST_POSITIONS, "default": 0},
                    "remark": {"type": "string", "maxLength": LONGEST_REMARK, "default": ""},
                },
            },
            "examples": {"short": {"value": _EXAMPLE}},
        }
    },
}


@router.get(
    "/{worksheet_id}/evidence",
    operation_id="list_item_evidence",
    summary="Read the evidence of items",
    response={200: LaidEvidenceOut, **READ},
    openapi_extra=described(),
)
@requires(acts)
def list_item_evidence(request: HttpRequest, worksheet_id: str) -> HttpResponse:
    """Read which evidence stands beside each item, and what is still missing of what it asks for."""
    row, actor = worksheet_in(request, worksheet_id), actor_of(request)
    on = _day(actor, row)
    found = evidence_by_item(actor, row)
    items = {item: _item(row, item, found.get(item, ()), on) for item in load_pack(row.regulation).items}
    return answer(request, {"on": on.isoformat(), "items": items})


@router.post(
    "/{worksheet_id}/evidence/{item}",
    operation_id="lay_item_evidence",
    summary="Lay evidence beside an item",
    response={200: ItemLaidOut, **WRITE, 409: ProblemsOut},
    openapi_extra=described(body=_BODY),
)
@requires(acts)
def lay_item_evidence(request: HttpRequest, worksheet_id: str, item: str) -> HttpResponse:
    """Lay a kept piece beside an item; where it stands there already, nothing changes. Gives the item's evidence."""
    row, actor = worksheet_in(request, worksheet_id), actor_of(request)
    found = body_of(request, _KEYS, ("evidence",))
    evidence_id = uuid_in(text_in(found, "evidence"))
    asked = whole_in(found, "asked", 0, _MOST_POSITIONS) if "asked" in found else 0
    unknown = Problem.of("unknown-evidence", "evidence")
    if evidence_id is None:
        raise BadInput([unknown])
    try:
        add_item_evidence(
            actor=actor,
            worksheet_id=row.pk,
            item=item,
            asked=asked,
            evidence_id=evidence_id,
            remark=text_in(found, "remark"),
            now=timezone.now(),
        )
    except EvidenceNotFound as problem:
        raise BadInput([unknown]) from problem
    except EvidenceWithdrawn:
        return refuse(request, 409, [Problem.of("evidence-withdrawn", "evidence")])
    except WorksheetSubmitted:
        return refuse(request, 409, [Problem.of("worksheet-submitted")])
    except BadInput as problem:
        return refuse(request, 404 if problem.problems[0].code == "unknown-item" else 422, problem.problems)
    pieces = evidence_by_item(actor, row, [item]).get(item, ())
    return answer(request, _item(row, item, pieces, _day(actor, row)))


def _day(actor: Actor, row: Worksheet) -> date:
    return day_of(row.year, today_of(actor, timezone.now()))


def _item(row: Worksheet, item: str, pieces: tuple[Piece, ...], on: date) -> dict[str, Any]:
    asked = asked_of(row, item, pieces, on)
    return {"asked": asked.count, "missing": list(asked.missing), "pieces": [_piece(piece, on) for piece in pieces]}


def _piece(piece: Piece, on: date) -> dict[str, Any]:
    return {
        "evidence": str(piece.evidence_id) if piece.seen else None,
        "title": piece.title if piece.seen else None,
        "asked": piece.asked,
        "remark": piece.remark,
        "version": piece.number,
        "valid_from": piece.valid_from.isoformat() if piece.valid_from else None,
        "valid_until": piece.valid_until.isoformat() if piece.valid_until else None,
        "counts": piece.counts(on),
    }
