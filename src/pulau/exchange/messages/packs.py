"""Sentences for problems of regulation packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages.model import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEND_VALUE = ("Perbaiki nilai di tempat itu.", "Mend the value at that place.")


def _m(reason_id: str, remedy_id: str, reason_en: str, remedy_en: str) -> Message:
    return Message(id=(reason_id, remedy_id), en=(reason_en, remedy_en))


MESSAGES: Final[Mapping[str, Message]] = {
    "pack-not-yaml": _m(
        "Berkas bukan YAML yang sah: {reason}.", "Periksa lekukan dan tanda kutip pada baris itu.",
        "The file is not valid YAML: {reason}.", "Check indentation and quotes on that line.",
    ),
    "pack-empty": _m(
        "Tempat ini kosong.", "Isi sesuai contoh paket yang ada.",
        "This place is empty.", "Fill it in as the existing packs do.",
    ),
    "pack-too-deep": _m(
        "Susunan bertingkat terlalu dalam.", "Paket peraturan tidak membutuhkan susunan sedalam itu.",
        "The nesting is too deep.", "A regulation pack needs no such depth.",
    ),
    "pack-alias": _m(
        "Jangkar dan alias YAML tidak diterima.", "Tulis nilainya di setiap tempat.",
        "YAML anchors and aliases are not taken.", "Write the value at each place.",
    ),
    "pack-duplicate-key": _m(
        "“{key}” tertulis dua kali.", "Hapus salah satunya.",
        "“{key}” is written twice.", "Remove one of them.",
    ),
    "pack-unknown-key": _m(
        "“{key}” tidak dikenal di tempat ini.", "Yang dikenal: {allowed}.",
        "“{key}” is not known at this place.", "Known are: {allowed}.",
    ),
    "pack-missing": _m(
        "“{key}” belum ada di tempat ini.", "Tambahkan beserta dasar hukumnya.",
        "“{key}” is missing at this place.", "Add it with its citation.",
    ),
    "pack-wrong-kind": _m(
        "Nilai ini bukan {expected}.", _MEND_VALUE[0],
        "This value is not a {expected}.", _MEND_VALUE[1],
    ),
    "pack-unknown-word": _m(
        "“{word}” tidak dikenal di sini.", "Pilih salah satu: {known}.",
        "“{word}” is not known here.", "Choose one of: {known}.",
    ),
    "pack-out-of-range": _m(
        "Nilai {value} di luar {range}.", _MEND_VALUE[0],
        "The value {value} is outside {range}.", _MEND_VALUE[1],
    ),
    "pack-no-citation": _m(
        "Nilai tanpa dasar hukum ditolak.", "Tambahkan `citation` dengan letaknya dalam peraturan.",
        "A value without a citation is refused.", "Add a `citation` that says where the law has it.",
    ),
    "pack-mark-without-note": _m(
        "Nilai bertanda {mark} membutuhkan catatan.", "Tambahkan `note` yang menjelaskan asalnya.",
        "A value marked {mark} needs a note.", "Add a `note` that says where it comes from.",
    ),
    "pack-weights": _m(
        "Jumlah bobot bagiannya {total}, padahal bobotnya {weight}.", "Samakan bobot bagian dengan keseluruhannya.",
        "The weights of the parts are {total}, but the weight is {weight}.", "Make the parts add up to the whole.",
    ),
    "pack-options": _m(
        "Nilai pilihan harus turun dari 1 sampai 0.", "Tulis pilihan terbaik lebih dahulu.",
        "The values of options must fall from 1 to 0.", "Write the best option first.",
    ),
    "pack-dimensions": _m(
        "Dimensi kosong atau berulang.", "Sebut satu atau lebih: system, people, culture; masing-masing sekali.",
        "The dimensions are empty or repeated.", "Name one or more of system, people, culture, each once.",
    ),
    "pack-unknown-answer-kind": _m(
        "Jenis jawaban “{kind}” belum dinyatakan.", "Yang dikenal: {known}.",
        "The answer kind “{kind}” is not declared.", "Known are: {known}.",
    ),
    "pack-ratio-inputs": _m(
        "Rumus membutuhkan {needed}, sedangkan isiannya {inputs}.", "Samakan nama isian, masing-masing sekali.",
        "The formula needs {needed}, but the inputs are {inputs}.", "Use the same names, each once.",
    ),
    "pack-unknown-area": _m(
        "Area {area} tidak ada dalam paket.", "Nyatakan areanya lebih dahulu.",
        "There is no area {area} in the pack.", "Declare the area first.",
    ),
    "pack-unknown-title": _m(
        "Predikat {title} tidak ada dalam paket.", "Nyatakan predikatnya lebih dahulu.",
        "There is no title {title} in the pack.", "Declare the title first.",
    ),
    "pack-unknown-measure": _m(
        "Ukuran “{measure}” tidak ada.", "Contoh: total, areas.5, sub_areas.H1, items.H1.a.",
        "There is no measure “{measure}”.", "Examples: total, areas.5, sub_areas.H1, items.H1.a.",
    ),
    "pack-gate-too-high": _m(
        "Minimum {minimum} melebihi nilai tertinggi {most}.", _MEND_VALUE[0],
        "The minimum {minimum} is above the most possible, {most}.", _MEND_VALUE[1],
    ),
    "pack-id-differs": _m(
        "Nama paket tidak sama dengan {expected}.", "Samakan `id` dengan nama foldernya.",
        "The id is not {expected}.", "Make the `id` that of its folder.",
    ),
    "pack-cycle": _m(
        "Paket saling merujuk dalam lingkaran: {chain}.", "Putuskan salah satu rujukannya.",
        "The packs refer to each other in a circle: {chain}.", "Break one of the references.",
    ),
    "pack-amends-another": _m(
        "{amendment} mengubah {amends}, bukan paket ini.", "Perbaiki `amended_by` atau `amends`.",
        "{amendment} amends {amends}, not this pack.", "Mend `amended_by` or `amends`.",
    ),
    "wording-missing": _m(
        "Bunyi untuk bagian ini belum ada.", "Tambahkan dalam folder wording.",
        "There are no words for this part.", "Add them in the wording folder.",
    ),
}  # fmt: skip
