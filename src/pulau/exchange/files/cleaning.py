"""Copies for viewing without what tells more than the page: places, names of programs and people, scripts, files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pikepdf import Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream
from pikepdf.sanitize import Sanitizer
from PIL import Image

from pulau.exchange.files.drawing import upright
from pulau.exchange.files.images import FORMATS

LONGEST: Final = 4_096
"""Pixels of the longest side of a cleaned picture: more than a screen shows."""
_QUALITY: Final = 88
_TELLING: Final = (Name.Metadata, Name.PieceInfo, Name.LastModified)
_OF_ROOT: Final = (Name.OpenAction, Name.AA, Name.Names, Name.Perms, Name.Collection, Name.Threads, Name.URI)
_SCRUBBER: Final = (
    Sanitizer()
    .remove_javascript()
    .remove_external_access()
    .remove_attachments()
    .remove_multimedia()
    .remove_web_capture()
    .remove_private_app_data()
    .remove_thumbnails()
    .remove_search_index()
    .remove_collection()
)


def clean_pdf(path: Path, folder: Path) -> str:
    """Write a copy of a PDF without scripts, actions, files, notes about its making; returns its name.

    Raises one of `pdfs.FAULTS`.
    """
    with Pdf.open(path, suppress_warnings=True) as pdf:
        _SCRUBBER.apply(pdf)
        for one in pdf.objects:
            if isinstance(one, Dictionary | Stream):
                _drop(one, (*_TELLING, Name.JS))
        _drop(pdf.Root, _OF_ROOT)
        form = pdf.Root.get(Name.AcroForm)
        if isinstance(form, Dictionary):
            _drop(form, (Name.XFA,))
        if Name.Info in pdf.trailer:
            del pdf.trailer[Name.Info]
        name = "clean.pdf"
        pdf.save(
            folder / f".{name}",
            fix_metadata_version=False,
            preserve_pdfa=False,
            encryption=False,
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
        )
    (folder / f".{name}").rename(folder / name)
    return name


def _drop(one: Object, keys: tuple[Name, ...]) -> None:
    for key in keys:
        if key in one:
            del one[key]


def clean_image(path: Path, code: str, folder: Path) -> str:
    """Write a copy of a picture of its pixels alone, turned upright; returns its name. Raises one of `images.FAULTS`.

    Of several frames or pages it shows the first: the others are drawn as pages.
    """
    with Image.open(path, formats=[FORMATS[code]]) as picture:
        plain = upright(picture, (LONGEST, LONGEST))
    kind, name = ("PNG", "clean.png") if plain.mode == "RGBA" or code in {"png", "gif"} else ("JPEG", "clean.jpg")
    plain.save(folder / f".{name}", kind, quality=_QUALITY)
    (folder / f".{name}").rename(folder / name)
    return name
