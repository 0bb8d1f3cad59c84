"""The picture of a link: 1200 × 630, small, whatever the name; and drawn from words that are never markup."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from pulau.exchange.sharing_picture import SIZE, SharingPicture, sharing_picture
from pulau.exchange.standings import Standing, State

WBK = Standing(State.WBK, date(2024, 12, 9))
MOST = 120 * 1024


def opened(picture: SharingPicture) -> Image.Image:
    made = sharing_picture(picture)
    assert len(made) <= MOST
    image = Image.open(BytesIO(made))
    assert image.format == "PNG"
    assert image.size == SIZE
    return image.convert("RGB")


def differs(one: Image.Image, other: Image.Image) -> tuple[int, int, int, int] | None:
    """Return where two pictures differ by more than what 64 colours make of a shade."""
    changed = ImageChops.difference(one, other).convert("L").point(lambda shade: 255 if shade > 24 else 0)
    return changed.getbbox()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_state_has_its_picture(state: State, language: str) -> None:
    since = None if state in {State.UNKNOWN, State.NOT_DECLARED} else date(2024, 12, 9)
    image = opened(SharingPicture("Dinas Contoh", language, "Kabupaten Contoh", Standing(state, since)))
    assert image.getpixel((5, 5)) == (0x12, 0x39, 0x4B)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "X",
        "W" * 10_000,
        "Wg " * 3000,
        "#panic(1) *tebal* $x$ `kode` <label> @rujukan \\ // {} []",
        '" + read("/etc/passwd") + "',
        "中文 🎉 العربية \u202eterbalik\x00\ud800",
        "\n\r\t",
    ],
)
def test_a_hostile_name_still_gives_a_picture_of_that_size(name: str) -> None:
    opened(SharingPicture(name, "id", name, WBK, kicker=name))
    opened(SharingPicture(name, "id", name, fact=name))


def test_no_name_reaches_the_standing_the_wordmark_or_the_edge() -> None:
    plain = opened(SharingPicture("", "id", "", WBK))
    longest = opened(SharingPicture("Wg" * 300, "id", "Wg" * 300, WBK))
    changed = differs(plain, longest)
    assert changed is not None
    left, top, right, bottom = changed
    assert left >= 60
    assert right <= SIZE[0] - 60
    assert top >= 90
    assert bottom <= 470


def test_a_name_is_seen_and_so_is_what_stands_below_it() -> None:
    one = SharingPicture("Dinas Contoh", "id", "Kabupaten Contoh", WBK)
    image = opened(one)
    for other in (
        SharingPicture("Dinas Lain", "id", "Kabupaten Contoh", WBK),
        SharingPicture("Dinas Contoh", "id", "Kota Contoh", WBK),
        SharingPicture("Dinas Contoh", "id", "Kabupaten Contoh", Standing(State.WBK, date(2025, 12, 9))),
        SharingPicture("Dinas Contoh", "en", "Kabupaten Contoh", WBK),
        SharingPicture("Dinas Contoh", "id", "Kabupaten Contoh", WBK, kicker="Angka nasional"),
        SharingPicture("Dinas Contoh", "id", "Kabupaten Contoh", fact="34 dari 612 unit"),
    ):
        assert differs(image, opened(other)) is not None


def test_a_name_that_three_lines_hold_is_whole_and_a_longer_one_is_cut() -> None:
    whole = "Kantor Pelayanan Pajak Pratama Jakarta Kebayoran Baru Lantai Tujuh Belas"
    image = opened(SharingPicture(whole, "id"))
    assert differs(image, opened(SharingPicture(f"{whole} B", "id"))) is not None
    long = f"{whole} {whole}"
    assert differs(opened(SharingPicture(long, "id")), opened(SharingPicture(f"{long} B", "id"))) is None


def test_equal_pictures_give_equal_bytes() -> None:
    one = SharingPicture("Dinas Contoh", "id", "Kabupaten Contoh", WBK)
    assert sharing_picture(one) == sharing_picture(one)


@settings(max_examples=15)
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_name_gives_a_picture(name: str) -> None:
    opened(SharingPicture(name, "id", name, WBK))
