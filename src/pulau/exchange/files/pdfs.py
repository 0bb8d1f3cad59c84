"""PDFs: whole, of a bounded number of pages, and without what starts a program; scripts and the like are marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.files.detecting import is_program
from pulau.exchange.files.kinds import kind_of_name
from pulau.exchange.files.model import Findings, Subject

FAULTS: Final = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    pikepdf.ForeignObjectError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RuntimeError,
    OverflowError,
    RecursionError,
    NotImplementedError,
)
"""What pikepdf raises over broken files."""
_END: Final = b"%%EOF"
_TRAILER: Final = 1_024
"""Bytes that may follow the end mark: mail programs and scanners pad."""
_MOST_OBJECTS: Final = 1_000_000
_ACTING: Final = re.compile(
    rb"/(?:Launch|JavaScript|JS|Rendition|SubmitForm|ImportData|EF|RichMedia|3D|Movie|Screen)(?![A-Za-z0-9])"
)
_DEEPEST: Final = 20
_HARMLESS: Final = (".xml", ".json", ".p7s", ".p7m", ".tsr", ".xsd", ".rtf", ".md", ".eml")
_SENDS: Final = frozenset({"/SubmitForm", "/ImportData"})
_SCRIPTS: Final = frozenset({"/JavaScript", "/Rendition"})
_STARTS: Final = frozenset({"/Launch"})
_MEDIA: Final = frozenset({"/RichMedia", "/3D", "/Movie", "/Screen"})


def check_pdf(subject: Subject) -> Findings:
    """Check a PDF. Raises BadInput. To be run apart (`sandbox`): what reads it is a library in C++."""
    _check_end(subject)
    subject.file.seek(0)
    try:
        with Pdf.open(subject.file, suppress_warnings=True) as pdf:
            return _look_through(subject, pdf)
    except pikepdf.PasswordError:
        raise BadInput.because("file-encrypted", subject.name) from None
    except FAULTS as fault:
        raise subject.broken(type(fault).__name__) from None


def _check_end(subject: Subject) -> None:
    tail = subject.seen.tail
    at = tail.rfind(_END)
    if at < 0:
        raise subject.cut_off()
    rest = tail[at + len(_END) :].lstrip(b"\0\r\n\t ")
    if len(rest.rstrip(b"\0\r\n\t ")) > _TRAILER or b"<" in rest or is_program(rest):
        raise BadInput.because("file-goes-on", subject.name)


def _look_through(subject: Subject, pdf: Pdf) -> Findings:
    if len(pdf.objects) > _MOST_OBJECTS:
        raise BadInput.because("file-too-many-parts", subject.name, count=len(pdf.objects), limit=_MOST_OBJECTS)
    pages = len(pdf.pages)
    if not pages:
        raise subject.broken("pages")
    if pages > subject.limits.pages:
        raise BadInput.because("file-too-many-pages", subject.name, count=pages, limit=subject.limits.pages)
    marks = {mark for one in pdf.objects if _may_act(one) for mark in _marks_of(subject, one, 0)}
    notes = [Problem.of("note-protected")] if pdf.is_encrypted else []
    if marks & {"scripts"}:
        notes.append(Problem.of("note-scripts"))
    if marks & {"embedded"}:
        notes.append(Problem.of("note-embedded"))
    if marks & {"sends"}:
        notes.append(Problem.of("note-sends"))
    return Findings(pages=pages, notes=tuple(notes))


def _may_act(one: object) -> bool:
    """Whether anything that is looked for stands in an object; written out it is searched many times quicker."""
    if isinstance(one, Stream):
        one = one.stream_dict
    return isinstance(one, pikepdf.Object) and bool(_ACTING.search(one.unparse(resolved=True)))


def _marks_of(subject: Subject, one: object, depth: int) -> Iterator[str]:
    """Tell what a dictionary of a PDF does; those within it without a number of their own are looked at too."""
    if not isinstance(one, Dictionary | Stream | pikepdf.Array) or depth > _DEEPEST:
        return
    if isinstance(one, pikepdf.Array):
        for inner in _direct(one):
            yield from _marks_of(subject, inner, depth + 1)
        return
    action = str(one.get(Name.S, "")) if isinstance(one.get(Name.S, ""), Name) else ""
    if action in _STARTS:
        raise BadInput.because("file-starts-program", subject.name, part="Launch")
    if action in _SCRIPTS or Name.JS in one:
        yield "scripts"
    if action in _SENDS:
        yield "sends"
    if str(one.get(Name.Subtype, "")) in _MEDIA:
        yield "embedded"
    if Name.EF in one:
        yield "embedded"
        _refuse_program(subject, one)
    for inner in _direct(value for _, value in one.items()):
        yield from _marks_of(subject, inner, depth + 1)


def _direct(values: Iterable[object]) -> list[pikepdf.Object]:
    return [value for value in values if isinstance(value, pikepdf.Object) and not value.is_indirect]


def _refuse_program(subject: Subject, one: Dictionary | Stream) -> None:
    for key in (Name.UF, Name.F):
        name = str(one.get(key, ""))
        if name and "." in name and kind_of_name(name) is None and not name.lower().endswith(_HARMLESS):
            raise BadInput.because("file-has-embedded", subject.name, part=name[:60])
