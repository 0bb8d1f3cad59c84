"""The register of personal data as a page of the docs, written from the register itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pulau.foundation.registry.personal_data import (
    Impersonal,
    OnErasure,
    PersonalField,
    PersonalTable,
    personal_data,
    personal_tables,
    retention_rules,
)

_ERASURE = {
    OnErasure.BLANK: "emptied",
    OnErasure.PSEUDONYM: "replaced",
    OnErasure.REMOVE: "row removed",
    OnErasure.KEEP: "kept",
}

_HEAD = """# Personal data

Written by `pulau docs personal-data` from the register in the code (`personal_data.py` of each app); a test compares
the two, and the register with the models: a new text, number or pointer at a person is declared there, as personal,
or as impersonal with the reason, or the build fails. The law is UU 27/2022 (Pelindungan Data Pribadi); its periods
stand as data, with how sure we are of each, in `src/pulau/regulations/personal-data`.

- A person sees and takes out what is kept of them on `/akun/data`, and asks there for correction or erasure; the
  administrator of the agency answers on `/permintaan-data`.
- Erasure does what the last column says, and nothing else. It is refused while the person holds a duty or is employed,
  and while a legal hold lies on the record. Answers, scores and the journal stay byte for byte: they name nobody.
- What is past its time goes by a daily job; `pulau privacy sweep --dry-run` tells what it would do.
- `pulau breach pack` gathers who is affected by an incident, and drafts the letters.

Sensitive fields are marked with ●. Secret ones (🔑) open something and are not shown even to their person.

## Purposes

| purpose | what for | ground (Pasal 20) |
|---|---|---|
"""


def personal_data_page() -> str:
    """Return the page: purposes, tables with their fields, what ends by time, and what is impersonal and why."""
    fields = [entry for entry in personal_data if isinstance(entry, PersonalField)]
    purposes = {field.purpose.code: field.purpose for field in fields}
    parts = [_HEAD]
    parts += [f"| `{each.code}` | {each.english} | {each.basis.value} |\n" for _code, each in sorted(purposes.items())]
    parts.append("\n## Fields\n")
    for model, found in groupby(sorted(fields, key=lambda field: field.model), key=lambda field: field.model):
        parts += _table(model, sorted(found, key=lambda field: field.name))
    parts.append("\n## What ends by time\n\n| table | days |\n|---|---|\n")
    parts += [f"| `{rule.code}` | {rule.days} |\n" for rule in sorted(retention_rules, key=lambda rule: rule.code)]
    parts.append("\n## Impersonal\n\n| table | fields | why |\n|---|---|---|\n")
    parts += _impersonal()
    return "".join(parts)


def _table(model: str, fields: list[PersonalField]) -> Iterator[str]:
    known = personal_tables.get(model)
    title = f" ({known.english})" if known else ""
    yield f"\n### `{model}`{title}\n\n"
    if known:
        yield f"Seen by others through: {_seen_by(known)}.\n\n"
    yield "| field | what | purpose | kept | on erasure |\n|---|---|---|---|---|\n"
    for field in fields:
        marks = f"{' ●' if field.sensitive else ''}{' 🔑' if field.secret else ''}"
        erased = _ERASURE[field.on_erasure] + (f": {field.ground.english}" if field.ground else "")
        kept = field.retention.english
        yield f"| `{field.name}`{marks} | {field.english} | `{field.purpose.code}` | {kept} | {erased} |\n"


def _seen_by(table: PersonalTable) -> str:
    return ", ".join(f"`{action.code}`" for action in table.seen_by) or "nobody"


def _impersonal() -> Iterator[str]:
    found = [entry for entry in personal_data if isinstance(entry, Impersonal)]
    rows: dict[tuple[str, str], list[str]] = {}
    for entry in sorted(found, key=lambda entry: entry.code):
        model, name = entry.code.rsplit(".", 1)
        rows.setdefault((model, entry.reason), []).append(f"`{name}`")
    return (f"| `{model}` | {', '.join(names)} | {reason} |\n" for (model, reason), names in rows.items())
