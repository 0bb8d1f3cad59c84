"""Makes packages for tests: a whole one, and the parts of which others are made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.numbers import print_exact
from pulau.exchange.packages.bag import BagWriter
from pulau.exchange.packages.manifest import Manifest, ManifestAnswer, ManifestEvidence, answer_digest, manifest_bytes
from pulau.exchange.packs import load_pack
from pulau.exchange.result_json import replay_digest

MOMENT = datetime(2026, 6, 30, 9, 15, tzinfo=UTC)
FILE = b"%PDF-1.7 notula rapat tim"
CODE = "4K7MQ2XT9RHB"
NAME = f"evidence/{CODE}-v1.pdf"
REGULATION = "permenpan-rb-90-2021"
ANSWERS = {"P1.i.a": "Ya", "P1.i.b": "B"}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def parts() -> dict[str, Any]:
    """The documents of a package that was handed in, as plain data; `manifest.json` as bytes."""
    pack = load_pack(REGULATION)
    found = evaluate(pack, take_answers(pack, ANSWERS))
    total, replayed = print_exact(found.total.points), replay_digest(found)
    manifest = Manifest(
        agency="sagara",
        unit="disdukcapil",
        year=2026,
        regulation=REGULATION,
        rules_digest=pack.rules_digest,
        replay_digest=replayed,
        total=total,
        number=1,
        submitted_at=MOMENT,
        submitted_on=date(2026, 6, 30),
        answers=tuple(ManifestAnswer(item, 1, answer_digest(value, "")) for item, value in ANSWERS.items()),
        evidence=(ManifestEvidence("P1.i.a", 1, CODE, 1, sha256(FILE), "notula.pdf", len(FILE)),),
    )
    kept = manifest_bytes(manifest)
    return {
        "package.json": {
            "format": "pulau-package-1",
            "agency": {"code": "sagara", "name": "Kabupaten Tanjung Sagara", "kind": "regency", "region": ""},
            "unit": {"code": "disdukcapil", "name": "Dinas Kependudukan", "kind": "office"},
            "year": 2026,
            "regulation": REGULATION,
            "rules_digest": pack.rules_digest,
            "prior_title": "",
            "replay_digest": replayed,
            "total": total,
            "made_at": MOMENT.isoformat(),
            "submission": {
                "number": 1,
                "at": MOMENT.isoformat(),
                "on": "2026-06-30",
                "by": "Gita Permata",
                "manifest": sha256(kept),
                "answers": manifest.answers_digest,
                "evidence": manifest.evidence_digest,
                "replay_digest": replayed,
            },
        },
        "worksheet.json": {"answers": [answer(item, value) for item, value in ANSWERS.items()]},
        "evidence.json": {"pieces": [piece()]},
        "manifest.json": kept,
    }


def answer(item: str, value: object) -> dict[str, Any]:
    row = {"item": item, "version": 1, "value": value, "note": "", "source": "typed", "origin": {}}
    return {**row, "at": MOMENT.isoformat(), "by": "Ayu Larasati"}


def piece() -> dict[str, Any]:
    version = {"number": 1, "digest": sha256(FILE), "size": len(FILE), "name": "notula.pdf", "kind": "pdf"}
    return {
        "code": CODE,
        "title": "Notula rapat tim",
        "versions": [{**version, "cause": "", "at": MOMENT.isoformat(), "file": NAME}],
        "items": [{"item": "P1.i.a", "asked": 1, "remark": "", "version": 1}],
    }


def write(path: Path, documents: Mapping[str, Any], files: Mapping[str, bytes]) -> Path:
    """Write a whole bag of them, whatever they say."""
    with path.open("wb") as file, BagWriter(file, "paket", MOMENT) as bag:
        for name, content in documents.items():
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            bag.add(name, [data], size=len(data))
        for name, content in files.items():
            bag.add(name, [content[:7], content[7:]], size=len(content), packed=False)
        bag.end({"Source-Organization": "Kabupaten Tanjung Sagara"})
    return path
