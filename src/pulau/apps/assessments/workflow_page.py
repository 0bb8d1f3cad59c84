"""The process of a worksheet as a page of the docs, drawn from the table itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.steps import DECIDING
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.assigning import ROLES_OF, STAGES_OF
from pulau.core.workflow.levels import BODY_OF, CHAINS
from pulau.core.workflow.lots import SCHEME
from pulau.exchange.process import period_on

if TYPE_CHECKING:
    from pulau.core.workflow.model import Stage, Way

_HEAD = """# Workflow

Written by `pulau docs workflow` from the table in the code (`core/workflow/assessment.py`); a test compares the two.
What has no line here cannot happen. An event happens in one transaction: the case is locked, its guards are asked,
the stage changes, a permanent `Transition` and a journal entry are written, and the apps that follow it act. Of two
people at once one is told that the case has moved on.

## Stages

"""
_DAY: Final = date(2026, 1, 1)
_ROLES = """
## Levels

Each level answers for itself and begins empty. Where several answer, the first of these counts; a self-assessment
never does.

| body | whose answer counts, the strongest first |
|---|---|
"""
_TEAMS = """
Assessors are assigned by the body's own people, in these stages, to whoever holds the role and has no interest in the
unit:

| level | roles | while the case is |
|---|---|---|
"""
_TAIL = f"""
Preliminary assessment, TPI member, leader, technical controller and TPN are different people in one case; desk and
field may be one, and the page says so. Members, desk and field may share the parts of a worksheet (its areas, and the
result items); a level is complete when each part is somebody's. An interest declared half way, or a post in the unit,
ends nothing by itself: the guard `no-conflict` closes, those who assign are told, and ending the assignment closes
the assessor's sheet, which stays readable and counts no more.

### Lots

Whoever assigns may draw instead. Nothing is random: anybody repeats the draw from what its page shows.

```
printf '{SCHEME}\\n<digest of the manifest>\\n<level>\\n<public number>' | sha256sum      # the seed
printf '<seed>\\n<id of a person>' | sha256sum                                           # the person's ticket
```

The lowest tickets win; where work counts, whoever judges the fewest open cases comes first. The public number must be
one that nobody knew when the worksheet was handed in. Candidates, seed, number and its source stay with the
assignment.

## Clocks

Periods stand in `regulations/process.yaml`, in working days, each with its source. A case is due on the last legal
day in the zone of the judged body (WIB, WITA, WIT); whoever's turn it is hears of it three and one working days
before, and once the day has passed there.

## Ways

`deciding` events ask again who it is. `page of …`: it happens where something is filled in; `by itself`: when it is
due.
"""


def workflow_page() -> str:
    """Return the page: the drawing, the stages, levels and teams, lots, clocks, and every way with its guards."""
    parts = [_HEAD, "```mermaid\nstateDiagram-v2\n", *_drawing(), "```\n\n"]
    parts.append("| stage | in words | working days | before |\n|---|---|---|---|\n")
    parts += [_stage(stage) for stage in ASSESSMENT.stages.values()]
    parts.append(_ROLES)
    parts += [f"| {body.value} | {' > '.join(f'`{level}`' for level in chain)} |\n" for body, chain in CHAINS.items()]
    parts.append(_TEAMS)
    for level, roles in ROLES_OF.items():
        stages = ", ".join(f"`{code}`" for code in ASSESSMENT.stages if code in STAGES_OF[BODY_OF[level]])
        parts.append(f"| `{level.value}` | {', '.join(f'`{role}`' for role in roles)} | {stages} |\n")
    parts.append(_TAIL)
    parts.append("\n| event | from → to | who | how | guards | law |\n|---|---|---|---|---|---|\n")
    parts += [_way(way) for way in ASSESSMENT.ways]
    parts.append("\n## Guards\n\n| guard | holds when |\n|---|---|\n")
    parts += [f"| `{guard.code}` | {guard.english} |\n" for guard in ASSESSMENT.guards.values()]
    return "".join(parts)


def _drawing() -> list[str]:
    lines = [f"  [*] --> {_name(ASSESSMENT.start)}\n"]
    lines += [f"  {_name(stage.code)}: {stage.english}\n" for stage in ASSESSMENT.stages.values()]
    for way in ASSESSMENT.ways:
        lines += [f"  {_name(source)} --> {_name(way.target)}: {way.event}\n" for source in way.sources]
    return [*lines, *(f"  {_name(stage.code)} --> [*]\n" for stage in ASSESSMENT.stages.values() if stage.final)]


def _name(code: str) -> str:
    return code.replace("-", "_")


def _stage(stage: Stage) -> str:
    days = str(period_on(stage.clock, _DAY).period.amount) if stage.clock else "–"
    side = "the end" if stage.final else "ministry" if stage.national else "agency"
    return f"| `{stage.code}` | {stage.english} ({stage.indonesian}) | {days} | {side} |\n"


def _way(way: Way) -> str:
    who = ", ".join(f"`{permit.role}`" for permit in way.permits)
    sources = ", ".join(f"`{source}`" for source in way.sources)
    how = [f"page of {way.through}" if way.through else ""]
    how += ["deciding" if way.event in DECIDING else "", "with its reason" if way.reasoned else ""]
    how += ["by itself" if way.alone else ""]
    guards = ", ".join(f"`{code}`" for code in way.guards) or "–"
    told = ", ".join(word for word in how if word) or "button"
    return f"| `{way.event}` | {sources} → `{way.target}` | {who} | {told} | {guards} | {way.law or '–'} |\n"
