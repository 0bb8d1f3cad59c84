"""What tests of in and out share: a filled house, files for its worksheet, and a way through the preview."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from pulau.apps.worksheets.changes import Change
from pulau.apps.worksheets.selectors import Standing, answers_of
from pulau.apps.worksheets.services.answers import answer_items
from pulau.exchange.packs import load_pack
from tests.cast import NOW
from tests.exchange.answers_for import answers_for
from tests.exchange.filled import cell_at
from tests.house import REGULATION, YEAR, House

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_TICK = re.compile(r'name="butir" value="([^"]+)"( checked)?')


def pack_answers(seed: int = 1) -> dict[str, Any]:
    """An answer for every item of the house's form."""
    return {item: _plain(value) for item, value in answers_for(load_pack(REGULATION), seed).items()}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Fraction) else value


def fill(house: House, notes: dict[str, str] | None = None, seed: int = 1) -> None:
    """Let Ayu fill the house's worksheet, with notes."""
    notes = notes or {}
    changes = [Change(item, 0, value, notes.get(item, "")) for item, value in pack_answers(seed).items()]
    saved = answer_items(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, changes=changes, now=NOW)
    assert not saved.problems


def standing(house: House) -> dict[str, Standing]:
    """The answers as they stand."""
    return answers_of(house.sheet)


def json_file(answers: dict[str, Any], **keys: Any) -> bytes:  # noqa: ANN401 - any JSON
    """A worksheet as JSON, of the house's unit and year where nothing else is said."""
    whole = {"regulation": REGULATION, "unit": "disdukcapil", "year": YEAR, "answers": answers, **keys}
    return json.dumps(whole).encode()


def with_answer(data: bytes, item: str, answer: object) -> bytes:
    """A workbook in which somebody typed another answer."""
    book = load_workbook(BytesIO(data))
    cell_at(book, f"items.{item}").value = answer  # type: ignore[assignment]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass
class Journey:
    """A person at `unggah`: hands files in, ticks items, takes over."""

    client: Client
    address: str
    answer: Any = None

    def hand_in(self, data: bytes, name: str = "lke.json", **fields: str) -> Any:  # noqa: ANN401 - a test client's answer
        self.answer = self.client.post(self.address, {"berkas": SimpleUploadedFile(name, data), **fields})
        return self.answer

    def send(self, action: str = "", items: list[str] | None = None, **changed: str) -> Any:  # noqa: ANN401 - as above
        """Send the page's form again; the ticks as they are where no items are named."""
        fields: dict[str, Any] = {**self.hidden(), **changed, "butir": self.ticked() if items is None else items}
        if action:
            fields["aksi"] = action
        self.answer = self.client.post(self.address, fields)
        return self.answer

    @property
    def text(self) -> str:
        return html.unescape(self.answer.content.decode())

    def hidden(self) -> dict[str, str]:
        found = _HIDDEN.findall(self.answer.content.decode())
        return {name: html.unescape(value) for name, value in found if name not in ("csrfmiddlewaretoken", "next")}

    def offered(self) -> list[str]:
        return [item for item, _checked in _TICK.findall(self.answer.content.decode())]

    def ticked(self) -> list[str]:
        return [item for item, checked in _TICK.findall(self.answer.content.decode()) if checked]


def journey(house: House, who: str | None, unit: str = "disdukcapil") -> Journey:
    """Let somebody go to `unggah`."""
    return Journey(house.client(who), house.address("unggah", unit=unit))
