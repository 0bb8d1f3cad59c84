"""Compare everything that is stored with everything else: `python -m tests.faults.audit`, in an installation.

Prints JSON: `faults`, one sentence each, and `answers`, every version by unit, item and version as [value, note].
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pulau.apps.worksheets.models import Answer, Worksheet
    from pulau.foundation.journal.models import Entry

FIGURES = ("exact", "printed", "gates", "titles", "answered", "replay_digest")


def main() -> None:
    """Go through the worksheets of all tenants."""
    from pulau.apps.worksheets.actions import ITEMS_ANSWERED  # noqa: PLC0415 - needs Django ready
    from pulau.apps.worksheets.models import Answer, Worksheet  # noqa: PLC0415 - the same
    from pulau.foundation.journal.models import Entry  # noqa: PLC0415 - the same
    from pulau.foundation.tenancy.models import Tenant  # noqa: PLC0415 - the same

    faults: list[str] = []
    told: dict[str, dict[str, dict[int, list[Any]]]] = {}
    for tenant in Tenant.objects.all():
        for row in Worksheet.objects.for_tenant(tenant.pk).select_related("unit"):
            answers = list(Answer.objects.for_tenant(tenant.pk).filter(worksheet_id=row.pk).order_by("item", "version"))
            rows = Entry.objects.for_tenant(tenant.pk).filter(object_id=str(row.pk), action=ITEMS_ANSWERED.code)
            name = f"{row.unit.code} {row.year}"
            faults += [f"{name}: {fault}" for fault in faults_of(row, answers, list(rows))]
            versions = told.setdefault(row.unit.code, {})
            for answer in answers:
                versions.setdefault(answer.item, {})[answer.version] = [answer.value, answer.note]
    print(json.dumps({"faults": faults, "answers": told}))  # noqa: T201 - for the process that asked


def faults_of(row: Worksheet, answers: list[Answer], entries: list[Entry]) -> list[str]:
    """Return what does not fit together, one sentence each."""
    return [*_versions(answers), *_journal(row, answers, entries), *_score(row, answers)]


def _versions(answers: list[Answer]) -> Iterator[str]:
    by_item: dict[str, list[int]] = defaultdict(list)
    for answer in answers:
        by_item[answer.item].append(answer.version)
    for item, versions in by_item.items():
        if versions != list(range(1, len(versions) + 1)):
            yield f"the versions of {item} are {versions}"


def _journal(row: Worksheet, answers: list[Answer], entries: list[Entry]) -> Iterator[str]:
    """Each version stands in one entry with its digest, and each revision has one entry."""
    from pulau.core.shared.digest import canonical_digest  # noqa: PLC0415 - after Django, as the server loads it

    payloads = [json.loads(entry.payload) for entry in entries]
    revisions = sorted(int(found["revision"]) for found in payloads)
    if revisions != list(range(1, row.revision + 1)):
        yield f"revision {row.revision} stands, the journal tells {revisions[-5:]} ({len(revisions)})"
    said: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for found in payloads:
        for part in found["answers"]:
            said[part["item"], int(part["version"])].append((int(found["revision"]), part["digest"]))
    for answer in answers:
        expected = [(answer.revision, canonical_digest([answer.value, answer.note]))]
        if said.pop((answer.item, answer.version), []) != expected:
            yield f"{answer.item} v{answer.version} is not told once and rightly in the journal"
    for item, version in said:
        yield f"{item} v{version} stands in the journal and nowhere else"
    last = max(payloads, key=lambda found: int(found["revision"]), default=None)
    if last is not None and last["replay"] != row.replay_digest:
        yield "the last entry tells another score than the one that is stored"


def _score(row: Worksheet, answers: list[Answer]) -> Iterator[str]:
    """The stored figures are those of the newest answers, computed anew."""
    from pulau.apps.worksheets.mapping import evaluation_of, write_score  # noqa: PLC0415 - needs Django ready

    newest: Mapping[str, Any] = {answer.item: answer.value for answer in answers}  # versions ascend
    stored = {name: getattr(row, name) for name in FIGURES}
    write_score(row, evaluation_of(row, newest))
    for name, value in stored.items():
        if getattr(row, name) != value:
            yield f"{name} is not that of the answers"


if __name__ == "__main__":
    django.setup()
    main()
