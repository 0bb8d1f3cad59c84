"""Invented names and numbers: the same words always give the same person."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MEN: Final = (
    *(
        "Adi",
        "Agung",
        "Andika",
        "Anton",
        "Arief",
        "Bagus",
        "Bambang",
        "Bayu",
        "Budi",
        "Candra",
        "Dedi",
        "Dimas",
        "Dodi",
    ),
    *("Eko", "Endra", "Fahri", "Faisal", "Galang", "Gilang", "Hadi", "Hendra", "Herman", "Ilham", "Iwan", "Jaka"),
    *("Krisna", "Kurnia", "Lutfi", "Made", "Marten", "Nanang", "Nyoman", "Okta", "Paulus", "Rafli", "Rangga", "Reza"),
    *("Rudi", "Samuel", "Satria", "Slamet", "Surya", "Syahrul", "Taufik", "Teguh", "Wahyu", "Yanto", "Yoga", "Yohanes"),
)
WOMEN: Final = (
    *("Aisyah", "Amelia", "Anggun", "Astuti", "Ayunda", "Cahya", "Citraningrum", "Dahlia", "Desi", "Dian", "Elisa"),
    *("Endang", "Erna", "Fitri", "Hartati", "Ida", "Indah", "Ira", "Kartini", "Kirana", "Lestari", "Lia", "Lidya"),
    *("Maria", "Mega", "Melati", "Mira", "Murni", "Nadia", "Ningsih", "Novi", "Nur", "Puspa", "Ratih", "Rina", "Rosa"),
    *("Sari", "Siti", "Sulastri", "Tika", "Tuti", "Utami", "Vera", "Wati", "Widya", "Winda", "Yanti", "Yuliana"),
)
LAST: Final = (
    *("Abidin", "Adinata", "Amir", "Anggraini", "Ardianto", "Aritonang", "Baskoro", "Daeng", "Damanik", "Darmawan"),
    *(
        "Fauzi",
        "Firdaus",
        "Ginting",
        "Gunawan",
        "Hakim",
        "Halim",
        "Hamdani",
        "Harahap",
        "Hasanah",
        "Hidayat",
        "Hutapea",
    ),
    *("Irawan", "Kusnadi", "Lubis", "Mahardika", "Mahendra", "Manullang", "Marpaung", "Maulana", "Mulyono", "Nasution"),
    *("Nugraha", "Pangestu", "Pattinama", "Permana", "Pohan", "Prabowo", "Prasetyo", "Pratama", "Purnama", "Rahman"),
    *("Ramadhan", "Ritonga", "Rusdi", "Saleh", "Samosir", "Santoso", "Saragih", "Setiawan", "Siregar", "Sitorus"),
    *(
        "Suharto",
        "Sukmana",
        "Suryadi",
        "Susanto",
        "Tanjung",
        "Utomo",
        "Wibowo",
        "Wijaya",
        "Winarno",
        "Yulianto",
        "Zainal",
    ),
)
DEGREES: Final = ("", "", "S.E.", "S.H.", "S.Sos.", "S.T.", "S.Kom.", "S.IP.", "A.Md.", "S.Pd.", "M.Si.", "S.AP.")


@dataclass(frozen=True, slots=True)
class Invented:
    """A person as invented: name, degree, and an 18-digit NIP of date of birth, month of entry, sex and a number."""

    name: str
    degree: str
    nip: str
    nik: str
    since: date


def chance(*words: str | int) -> int:
    """Return a number from 0 to 65535 that is always the same for the same words."""
    return int.from_bytes(hashlib.sha256("|".join(map(str, words)).encode()).digest()[:2], "big")


def invent(place: str, number: int) -> Invented:
    """Return the person of this number in a place."""

    def pick(what: str, of: int) -> int:
        return chance(place, number, what) % of

    woman = pick("sex", 2) == 1
    firsts = WOMEN if woman else MEN
    name = f"{firsts[pick('first', len(firsts))]} {LAST[pick('last', len(LAST))]}"
    born = date(1968, 1, 1) + timedelta(days=pick("born", 11_600))
    since = date(max(born.year + 23, 1996) + pick("since", 4), 1 + pick("month", 12), 1)
    serial = chance(place, number, "serial") % 999 + 1
    nip = f"{born:%Y%m%d}{since:%Y%m}{2 if woman else 1}{serial:03d}"
    nik = f"97{1 + pick('district', 16):04d}{born.day + 40 * woman:02d}{born:%m%y}{serial:04d}"
    return Invented(name, DEGREES[pick("degree", len(DEGREES))], nip, nik, since)
