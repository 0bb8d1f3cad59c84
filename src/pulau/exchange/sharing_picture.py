"""The picture that goes with a link where it is shared (Open Graph): whose page it is, and where it stands, as PNG."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

from pulau.exchange.names import pick
from pulau.exchange.pdf.legible import legible
from pulau.exchange.pdf.setting import compiler
from pulau.exchange.standings import ZONE, State, sign_svg, standing_text
from pulau.exchange.typeface import cut, width, wrapped

if TYPE_CHECKING:
    from pulau.exchange.standings import Standing

SIZE: Final = (1200, 630)
"""Pixels, as the networks ask for it."""
MEDIA_TYPE: Final = "image/png"
LINES: Final = 3
"""Lines of a name; a longer one is cut."""
_TEMPLATE: Final = Path(__file__).with_suffix(".typ")
_ROOM: Final = 1056
_SAID_ROOM: Final = 780
_SIZES: Final = ((84, 1), (72, 2), (60, LINES))
"""Sizes of a name, in pixels, and the most lines at each."""
_COLOURS: Final = 64
_LAMP, _FAINT, _WHITE = "#f0c987", "#174153", "#ffffff"


@dataclass(frozen=True, slots=True)
class SharingPicture:
    """What a picture says: whose page it is, where that is, and its standing or, without one, a fact in words.

    Texts are data, never markup. `kicker` is said above the name; without one it is "Zona Integritas".
    """

    name: str
    language: str
    place: str = ""
    standing: Standing | None = None
    fact: str = ""
    kicker: str = ""


def sharing_picture(picture: SharingPicture) -> bytes:
    """Draw a picture of 1200 × 630 pixels. Equal pictures give equal bytes."""
    sheet = compiler(_TEMPLATE, {"data": json.dumps(_data(picture), ensure_ascii=False)})
    png = sheet.compile(format="png", ppi=72)
    assert isinstance(png, bytes)  # noqa: S101 - one page, no output file: typst gives bytes
    return _fewer_colours(png)


def _fewer_colours(png: bytes) -> bytes:
    """Return the picture in 64 colours, enough for a few flat ones and their edges: a third of the bytes."""
    small = BytesIO()
    with Image.open(BytesIO(png)) as drawn:
        flat = drawn.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat.save(small, "PNG")
    return small.getvalue()


def _data(picture: SharingPicture) -> dict[str, Any]:
    size, lines = _name(legible(picture.name))
    kicker = picture.kicker or pick(ZONE, picture.language)
    standing = picture.standing
    said = picture.fact if standing is None else standing_text(standing, picture.language)
    return {
        "language": picture.language,
        "kicker": cut(legible(kicker), "SemiBold", 26, _ROOM),
        "size": size,
        "lines": lines,
        "place": cut(legible(picture.place), "Regular", 30, _ROOM),
        "said": cut(legible(said), "Bold", 40, _SAID_ROOM),
        "sign": None if standing is None else sign_svg(standing.state, _LAMP, 72),
        "reef": sign_svg(_ground(standing), _FAINT, 720),
        "mark": sign_svg(State.WBBM, _WHITE, 34),
    }


def _ground(standing: Standing | None) -> State:
    """Return whose rings lie behind the words: no more than the title has, the mark of Pulau where there is none."""
    if standing is None:
        return State.WBBM
    return standing.state if standing.state in {State.DECLARED, State.WBK, State.WBBM} else State.NOT_DECLARED


def _name(name: str) -> tuple[int, tuple[str, ...]]:
    """Break a name into the largest size at which it is whole, or into the smallest, cut."""
    for size, most in _SIZES:
        lines = wrapped(name, "Bold", size, _ROOM, LINES + 1)
        if len(lines) <= most and all(width(word, "Bold", size) <= _ROOM for word in name.split()):
            return size, lines
    return _SIZES[-1][0], wrapped(name, "Bold", _SIZES[-1][0], _ROOM, LINES)
