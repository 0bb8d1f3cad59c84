"""The tour of first steps: five real screens, each with a panel that says what is to be seen there.

The step is in the address (`?panduan=2`), so that it needs no script and can be left by any link.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from pulau.apps.people.contract import acting
from pulau.apps.worksheets.selectors import worksheets_for

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.models import Worksheet

PARAMETER = "panduan"
PLACE = "panduan"
"""The panel's place on a page: where a link of the tour leads, so that reading goes on there."""
LIST = "list"
SCREENS = (LIST, "area", "overview", "plan", "print")
"""The screen of each step, in order."""


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step: `forth` and `back` are addresses, empty at the ends; `leave` is where the page stands without it."""

    number: int
    count: int
    title: str
    text: str
    forth: str
    back: str
    leave: str

    @property
    def marks(self) -> list[bool]:
        """Which of the steps were reached."""
        return [mark <= self.number for mark in range(1, self.count + 1)]


def tour_step(request: HttpRequest, desk: Desk | None) -> TourStep | None:
    """Return the step that the address asks for, where it fits the page: a worksheet's, or (no desk) the list."""
    number = asked_step(request)
    screen = _screen(request, desk)
    if number is None or screen != SCREENS[number - 1]:
        return None
    row = desk.row if desk else _first_worksheet(request)
    title, text = _words(number, may_fill=desk is None or desk.may_fill, empty=row is None)
    return TourStep(
        number,
        len(SCREENS),
        title,
        text,
        forth=_address(number + 1, row),
        back=_address(number - 1, row),
        leave=request.path,
    )


def asked_step(request: HttpRequest) -> int | None:
    """Return the step in the address, or None."""
    asked = request.GET.get(PARAMETER, "")
    return int(asked) if asked in {str(number) for number in range(1, len(SCREENS) + 1)} else None


def _screen(request: HttpRequest, desk: Desk | None) -> str:
    if desk is None:
        return LIST
    match = request.resolver_match
    return match.url_name or "" if match else ""


def _first_worksheet(request: HttpRequest) -> Worksheet | None:
    """Return the worksheet that moved last: the tour goes on there."""
    actor = acting(request)
    return worksheets_for(actor).order_by("-year", "-scored_at").first() if actor else None


def _address(number: int, row: Worksheet | None) -> str:
    """Return the address of a step, empty where there is none: before the first, after the last, without worksheet."""
    if number < 1 or number > len(SCREENS) or (row is None and number > 1):
        return ""
    screen = SCREENS[number - 1]
    if screen == LIST or row is None:
        path = reverse("worksheets:worksheets")
    else:
        area = ["1"] if screen == "area" else []
        path = reverse(f"worksheets:{screen}", args=[row.unit.code, row.year, *area])
    return f"{path}?{PARAMETER}={number}#{PLACE}"


def _words(number: int, *, may_fill: bool, empty: bool) -> tuple[str, str]:
    """Return title and text of a step, for who fills and for who only reads."""
    texts = (
        (_("Lembar kerja Anda"), _nothing_yet() if empty else _list()),
        (_("Menjawab bersama"), _answering() if may_fill else _reading()),
        (_("Nilai dan syarat"), _score()),
        (_("Rencana"), _plan()),
        (_("Berkas, rekan, dan sistem lain"), _files() if may_fill else _files_for_readers()),
    )
    return texts[number - 1]


def _list() -> str:
    return _(
        "Semua lembar kerja yang dapat Anda buka, tahun demi tahun: nilainya, berapa pertanyaan yang sudah dijawab, "
        "dan apakah syarat predikatnya terpenuhi."
    )


def _nothing_yet() -> str:
    return _("Lembar kerja akan muncul di sini. Setelah yang pertama dibuka, panduan ini dapat dilanjutkan.")


def _answering() -> str:
    return _(
        "Pilih jawaban dan tulis catatan; semuanya tersimpan sendiri. Keadaannya tertulis pada setiap pertanyaan: "
        "Tersimpan, atau Belum tersimpan bila sambungan terputus. Rekan dapat mengisi bersamaan dengan Anda."
    )


def _reading() -> str:
    return _(
        "Di sini tim unit menjawab dan menulis catatan. Anda dapat membaca semuanya, melihat riwayat tiap jawaban, "
        "dan ikut berdiskusi pada setiap pertanyaan."
    )


def _score() -> str:
    return _(
        "Panel nilai selalu terlihat: nilai total, syarat yang terpenuhi, dan yang masih kurang beserta besarnya. "
        "Setiap angka dapat dibuka sampai ke jawaban dan pasalnya."
    )


def _plan() -> str:
    return _(
        "Pulau mencari jalan dengan upaya paling kecil menuju predikat. Jawaban yang tidak dapat diubah disematkan, "
        "dan jawaban lain dapat dicoba tanpa disimpan."
    )


def _files() -> str:
    return _(
        "Unduh lembar kerja sebagai Excel, JSON, atau PDF. Berkas Excel dan formulir kementerian dapat diunggah; "
        "perubahannya Anda lihat dahulu. Sebut rekan dengan @nama pada diskusi. Sistem lain membaca melalui API."
    )


def _files_for_readers() -> str:
    return _(
        "Unduh lembar kerja sebagai Excel, JSON, atau PDF. Sebut rekan dengan @nama pada diskusi. "
        "Sistem lain membaca melalui API."
    )
