"""What `pulau verify` does: reads the file and its anchors, checks, and prints what was found."""

from __future__ import annotations

import os
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import typer
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from pulau.cli.formats import Format
from pulau.cli.printing import print_lines
from pulau.core.shared.problems import BadInput
from pulau.exchange.home import ANCHORS, home_folder
from pulau.exchange.result_json import dump
from pulau.exchange.signatures.checking import LARGEST, MOST_SIGNATURES, Checked, Report, Unreadable, Verdict, check
from pulau.exchange.signatures.saying import said_of, say
from pulau.exchange.signatures.signing import Trust

_LARGEST_ANCHOR: Final = 2**20


def show_verification(file: Path, given: list[Path] | None, format_: Format, language: str) -> bool:
    """Print what a check finds; return whether the file is intact and trusted. Raises BadInput."""
    anchors = tuple(der for path in _anchor_files(given) for der in _certificates(path))
    report = _checked(file, Trust(anchors))
    if format_ is Format.JSON:
        typer.echo(dump(_object(report, len(anchors))), nl=False)
    else:
        print_lines(_shown(line) for line in _lines(file, report, language, has_anchors=bool(anchors)))
    return report.verdict is Verdict.INTACT and not report.active_content


def _lines(file: Path, report: Report, language: str, *, has_anchors: bool) -> list[str]:
    first, *rest = said_of(report, language)
    lines = [f"{file.name}: {first}", *rest]
    if not has_anchors:
        folder = str(_folder())
        lines += ["", *(say(key, language, folder=folder) for key in ("no-anchor", "get-anchor", "keep-anchor"))]
    if report.verdict is Verdict.INTACT:
        lines += ["", say("now", language)]
    return lines


def _folder() -> Path:
    return home_folder(os.environ) / ANCHORS


def _anchor_files(given: list[Path] | None) -> list[Path]:
    return given or sorted(_folder().glob("*.pem"))


def _certificates(path: Path) -> list[bytes]:
    try:
        read = x509.load_pem_x509_certificates(_bytes(path, _LARGEST_ANCHOR))
    except ValueError:
        raise BadInput.because("anchor-unreadable", path.name) from None
    return [each.public_bytes(Encoding.DER) for each in read]


def _checked(path: Path, trust: Trust) -> Report:
    try:
        return check(_bytes(path, LARGEST), trust, now=datetime.now(UTC))
    except Unreadable as unreadable:
        raise _refusal(path.name, unreadable.reason) from None


def _bytes(path: Path, most: int) -> bytes:
    """Read a file, never more of it than is looked at: one byte over the limit shows that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise BadInput.because("file-unreadable", str(path), reason=error.strerror or "") from None


def _refusal(name: str, reason: str) -> BadInput:
    match reason:
        case "empty":
            return BadInput.because("pdf-empty", name)
        case "not-pdf":
            return BadInput.because("pdf-not-pdf", name)
        case "too-large":
            return BadInput.because("pdf-too-large", name, limit_mb=LARGEST // 2**20)
        case "encrypted":
            return BadInput.because("pdf-encrypted", name)
        case "too-many-signatures":
            return BadInput.because("pdf-too-many-signatures", name, most=MOST_SIGNATURES)
        case _:
            return BadInput.because("pdf-damaged", name)


def _shown(line: str) -> str:
    """Leave out what steers a terminal, or the direction of writing: names in a certificate may hold anything."""
    return "".join("�" if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} else sign for sign in line)


def _object(report: Report, anchors: int) -> dict[str, Any]:
    return {
        "verdict": report.verdict.value,
        "anchors": anchors,
        "active_content": report.active_content,
        "document_timestamps": [_moment(each) for each in report.document_timestamps],
        "signatures": [_signature(each) for each in report.signatures],
    }


def _signature(one: Checked) -> dict[str, Any]:
    return {
        "field": one.field,
        "verdict": one.verdict.value,
        "problem": one.problem or None,
        "level": one.level.value,
        "name": one.name,
        "title": one.title or None,
        "organisation": one.organisation or None,
        "reason": one.reason or None,
        "issuer": one.issuer,
        "serial": one.serial,
        "moment": None if one.moment is None else _moment(one.moment),
        "timestamped": one.timestamped,
        "whole_file": one.whole_file,
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
