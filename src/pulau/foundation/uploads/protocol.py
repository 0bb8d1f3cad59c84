"""What tus 1.0.0 says in headers, and what a client is told when something is refused. https://tus.io/protocols."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,creation-with-upload,expiration,checksum,termination"
OCTETS: Final = "application/offset+octet-stream"
_LONGEST_METADATA: Final = 4_000
_DIGITS: Final = 15


class Problem(Enum):
    """Why a request is refused: its status and its sentence."""

    VERSION = (412, _("Pengunggah ini memakai versi tus yang tidak dikenal."))
    NO_LENGTH = (422, _("Panjang berkas (Upload-Length) belum disebut."))
    BAD_METADATA = (400, _("Nama berkas tidak terbaca."))
    BAD_CHECKSUM = (400, _("Sidik jari potongan tidak terbaca; hanya sha256 yang dikenal."))
    NOT_OCTETS = (415, _("Isi harus dikirim sebagai application/offset+octet-stream."))
    NO_OFFSET = (400, _("Letak potongan (Upload-Offset) belum disebut."))
    OTHER_OFFSET = (409, _("Letak potongan tidak sama dengan yang sudah tersimpan."))
    OTHER_DIGEST = (460, _("Potongan berubah di jalan; mohon kirim lagi."))
    BUSY = (423, _("Berkas ini sedang dikirim lewat sambungan lain."))
    GONE = (404, _("Unggahan ini sudah tidak ada. Mohon pilih berkasnya lagi."))
    CUT = (400, _("Sambungan terputus. Yang sudah sampai tersimpan."))
    STOPPING = (503, _("Server sedang dimulai ulang. Yang sudah sampai tersimpan."))
    TOO_MUCH = (413, _("Yang dikirim lebih panjang daripada yang disebut."))
    TOO_LARGE = (413, _("Berkas terlalu besar."))
    TOO_MANY = (429, _("Terlalu banyak berkas sedang diunggah. Mohon selesaikan atau hapus dahulu sebagian."))
    FULL = (507, _("Ruang penyimpanan penuh. Yang sudah sampai aman; mohon beri tahu pengelola."))
    DISK = (503, _("Penyimpanan sedang terganggu. Yang sudah sampai aman; mohon coba lagi sebentar lagi."))

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.value[0]

    @property
    def words(self) -> Promise:
        """The sentence for people."""
        return self.value[1]

    @property
    def code(self) -> str:
        """The code that programs read."""
        return f"upload-{self.name.lower().replace('_', '-')}"

    def response(self) -> HttpResponse:
        """Return the answer."""
        body = {"problems": [{"code": self.code, "place": "", "message": str(self.words)}]}
        return JsonResponse(body, status=self.status, headers=own_headers())


@dataclass(frozen=True, slots=True)
class Checksum:
    """What `Upload-Checksum` says: a SHA-256, or nothing; `bad` where it cannot be used."""

    sha256: bytes | None = None
    bad: bool = False


def own_headers() -> dict[str, str]:
    """Return the headers of every answer."""
    return {"Tus-Resumable": VERSION, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def expiry(timestamp: float) -> dict[str, str]:
    """Return the header that says until when an upload can be gone on with."""
    return {"Upload-Expires": http_date(timestamp)}


def speaks_tus(request: HttpRequest) -> bool:
    """Whether the client speaks our version; one that names none is taken at its word."""
    return request.headers.get("Tus-Resumable", VERSION) == VERSION


def number(text: str | None) -> int | None:
    """Read a whole number of a header, or None."""
    if text is None or not (text.isascii() and text.isdecimal()) or len(text) > _DIGITS:
        return None
    return int(text)


def file_name(request: HttpRequest) -> str | None:
    """Return the `filename` of `Upload-Metadata`; empty where there is none, None where it is unreadable."""
    given = request.headers.get("Upload-Metadata", "")
    if len(given) > _LONGEST_METADATA:
        return None
    for pair in given.split(","):
        key, _space, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value, validate=True).decode("utf-8")
            except ValueError:  # no base64, no ASCII at all, or no UTF-8 in it
                return None
    return ""


def checksum(request: HttpRequest) -> Checksum:
    """Read the digest of what the request carries."""
    given = request.headers.get("Upload-Checksum")
    if given is None:
        return Checksum()
    algorithm, _space, value = given.partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except ValueError:  # no base64, or no ASCII at all
        return Checksum(bad=True)
    usable = algorithm == "sha256" and len(digest) == 32  # noqa: PLR2004 - bytes of a SHA-256
    return Checksum(digest) if usable else Checksum(bad=True)
