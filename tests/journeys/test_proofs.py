"""Proofs of the public log, checked in a real browser: by the vectors, against the public verifier, and offline."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
import segno
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from pulau.apps.transparency.offline import offline_page
from pulau.exchange.log import pulau_verify
from tests.apps.transparency.vectors import POLICY, VECTORS, vector_log
from tests.exchange.log import honest
from tests.journeys.conftest import Visit

__all__ = ["vector_log"]
pytestmark = pytest.mark.browser

Axe = Callable[[Page], list[str]]
STATIC: Final = Path("src/pulau/foundation/ui/static/pulau")
HERE: Final = "https://pulau.test/"
FOUND: Final = """async ([given, policy]) => {
  const { check } = await import("/proofs.js");
  const found = [];
  for (const [kind, text] of given) {
    const brought = kind === "printed" ? text : new TextEncoder().encode(text);
    found.push(await check(brought, policy).then((one) => one.state, (problem) => problem.code ?? String(problem)));
  }
  return found;
}"""
STATES: Final = {"valid", "unwitnessed"}


@pytest.fixture
def module(browser: Browser) -> Iterator[Page]:
    """A page beside which the script lies; there is no server."""
    served = {
        HERE: ("text/html", "<!doctype html><title>.</title>"),
        f"{HERE}proofs.js": ("text/javascript", (STATIC / "proofs.js").read_text(encoding="utf-8")),
    }

    def answer(route: Route) -> None:
        media, body = served[route.request.url]
        route.fulfill(body=body, content_type=media)

    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/*", answer)
        page.goto(HERE)
        yield page


def test_every_vector_is_judged_as_it_is_written(module: Page) -> None:
    given = [("receipt", VECTORS["receipt"]), ("printed", VECTORS["printed"])]
    given += [("receipt", each["receipt"]) for each in VECTORS["unwitnessed"]]
    assert module.evaluate(FOUND, [given, POLICY]) == ["valid"] * 2 + ["unwitnessed"] * len(VECTORS["unwitnessed"])
    bad = [(each["what"], each["text"]) for each in VECTORS["invalid"] if each["what"] in {"receipt", "printed"}]
    assert not STATES & set(module.evaluate(FOUND, [bad, POLICY]))
    for each in VECTORS["invalid"]:
        if each["what"] == "policy":
            [code] = module.evaluate(FOUND, [[("receipt", VECTORS["receipt"])], each["text"]])
            assert code in {"policy", "no-quorum"}, each["why"]


def _mutants(rng: random.Random, count: int) -> list[tuple[str, str]]:
    """Return damaged proofs: bytes changed, cut, doubled, swapped; and parts of two proofs mixed."""
    receipt, printed = json.loads(VECTORS["receipt"]), VECTORS["printed"]
    others = [json.loads(each["receipt"]) for each in VECTORS["unwitnessed"]]
    signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
    made = []
    for _each in range(count):
        kind = rng.randrange(3)
        if kind == 0:
            made.append(("printed", _damaged(rng, printed, signs)))
        elif kind == 1:
            part = rng.choice(("record", "salt", "leaf", "proof"))
            told = {**receipt, part: _damaged(rng, receipt[part], receipt[part] + 'aF0 \n"é')}
            made.append(("receipt", json.dumps(told, ensure_ascii=rng.random() < 0.5)))
        else:
            names = ("record", "salt", "leaf", "proof")
            mixed = {name: rng.choice([receipt, *others])[name] for name in names}
            made.append(("receipt", _damaged(rng, json.dumps({"format": "pulau-receipt/1", **mixed}), '{}",:ab \\')))
    return made


def _damaged(rng: random.Random, text: str, signs: str) -> str:
    at = rng.randrange(len(text))
    until = min(len(text), at + rng.choice((1, 1, 1, 2, 64)))
    match rng.randrange(5):
        case 0:
            return text[:at]
        case 1:
            return text[:at] + text[until:]
        case 2:
            return text[:until] + text[at:]
        case 3:
            return text[:at] + rng.choice(signs) + text[at:]
        case _:
            return text[:at] + rng.choice(signs) + text[at + 1 :]


def _by_python(given: list[tuple[str, str]], policy: str) -> list[str]:
    read = pulau_verify.parse_policy(policy.encode())
    found = []
    for kind, text in given:
        try:
            receipt = (
                pulau_verify.parse_print(text, read)
                if kind == "printed"
                else pulau_verify.parse_receipt(text.encode("utf-8", "surrogatepass"))
            )
            found.append(pulau_verify.check_receipt(receipt, read).state)
        except pulau_verify.VerifierError as problem:
            found.append(problem.code)
    return found


def _differing(page: Page, given: list[tuple[str, str]], policy: str) -> list[tuple[str, str, str]]:
    here, there = page.evaluate(FOUND, [given, policy]), _by_python(given, policy)
    return [
        (text, one, other)
        for (_kind, text), one, other in zip(given, here, there, strict=True)
        if (one in STATES or other in STATES) and one != other
    ]


def test_the_browser_takes_a_name_as_signed_notes_do(module: Page) -> None:
    receipt = json.loads(VECTORS["receipt"])
    name = "ombudsman.example/witness"
    receipt["proof"] = receipt["proof"].replace(name, f"\x7f{name}")  # allowed, and nobody that is known
    given = [("receipt", json.dumps(receipt))]
    assert module.evaluate(FOUND, [given, POLICY]) == _by_python(given, POLICY) == ["unwitnessed"]


def test_the_browser_and_the_public_verifier_find_the_same(module: Page) -> None:
    given = _mutants(random.Random(8), 200)  # noqa: S311 - the same ones each time
    assert _differing(module, given, POLICY) == []


@pytest.mark.nightly
def test_the_browser_and_the_public_verifier_find_the_same_of_many_more(module: Page) -> None:
    given = _mutants(random.Random(20261127), 6_000)  # noqa: S311 - the same ones each time
    for at in range(0, len(given), 500):
        assert _differing(module, given[at : at + 500], POLICY) == []


SIGNED: Final = """async (cases) => {
  const { isSigned } = await import("/proofs.js");
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const found = [];
  for (const [pub, message, signature] of cases) {
    const each = [pub, message, signature].map(bytes);
    found.push([await isSigned(...each), await isSigned(...each, true)]);
  }
  return found;
}"""
TORSION: Final = (
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
)
"""Points of small order, and two that are written in another form."""


def test_signatures_are_judged_as_the_public_verifier_does_also_where_the_browser_knows_no_ed25519(
    module: Page,
) -> None:
    signer, message = honest.LOG, b"pesan"
    pub, good = signer.public, signer.private.sign(message)
    high = int.from_bytes(good[32:], "little") + pulau_verify.L
    cases = [
        (pub, message, good),
        (pub, b"lain", good),
        (pub, message, good[:32] + high.to_bytes(32, "little")),
        (pub, message, bytes(64)),
        *((bytes.fromhex(low), message, bytes.fromhex(low) + bytes(32)) for low in TORSION),
        *((pub, message, bytes.fromhex(low) + good[32:]) for low in TORSION),
        *((bytes.fromhex(low), message, good) for low in TORSION),
    ]
    expected = [[pulau_verify.ed25519_is_valid(*each)] * 2 for each in cases]
    assert module.evaluate(SIGNED, [[part.hex() for part in each] for each in cases]) == expected
    assert expected[0] == [True, True]
    assert not any(one for one, _own in expected[1:])


# --- the page that works without a network


@pytest.fixture
def offline(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open the saved page from its folder, without a network; nothing may be asked for, and no error may show."""
    saved = tmp_path / "periksa-luring.html"
    complaints: list[str] = []
    contexts = []

    def opened(policy: str = POLICY, *, scheme: Any = "light", query: str = "", script: str = "") -> Page:  # noqa: ANN401 - a word of Playwright's
        saved.write_text(offline_page(policy), encoding="utf-8")
        context = browser.new_context(viewport={"width": 390, "height": 800}, offline=True, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: None if asked.url.startswith("file:") else complaints.append(asked.url))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda problem: complaints.append(str(problem)))
        if script:
            page.add_init_script(script)
        page.goto(f"{saved.as_uri()}{query}")
        return page

    yield opened
    for context in contexts:
        context.close()
    asked = [each for each in complaints if not each.startswith(("data:", "blob:"))]
    assert asked == []


def _heading(page: Page) -> str:
    return page.locator("[data-result] h2").inner_text()


def _paste(page: Page, text: str) -> None:
    page.get_by_label("Atau tempel teksnya").fill(text)
    page.get_by_role("button", name="Periksa", exact=True).click()


def test_the_saved_page_checks_a_proof_without_a_network_on_a_phone(
    offline: Callable[..., Page], axe: Axe, too_wide: Callable[[Page], int]
) -> None:
    page = offline()
    assert axe(page) == []
    _paste(page, VECTORS["printed"])
    expect(page.get_by_role("heading", name="Asli dan disaksikan")).to_be_focused()
    expect(page.locator("[data-result]")).to_contain_text("ombudsman")
    page.get_by_label("Cocokkan dengan berkas").set_input_files(_payload("a.txt", b"a file\n"))
    expect(page.get_by_text("Cocok: berkas ini disebut di dalam bukti.")).to_be_visible()
    page.get_by_label("Cocokkan dengan berkas").set_input_files(_payload("b.txt", b"another\n"))
    expect(page.get_by_text("Tidak cocok: berkas ini tidak disebut di dalam bukti.")).to_be_visible()
    page.get_by_text("Rincian teknis").click()
    assert axe(page) == []
    assert too_wide(page) <= 0
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check a proof of Pulau without internet")
    expect(page.locator("[data-result] h2")).to_have_text("Genuine and witnessed")


def _payload(name: str, content: bytes, media: str = "application/octet-stream") -> FilePayload:
    return {"name": name, "mimeType": media, "buffer": content}


@pytest.mark.nightly
def test_the_saved_page_never_calls_valid_what_is_not(offline: Callable[..., Page], axe: Axe) -> None:
    page = offline(scheme="dark")
    field = page.get_by_label("Tanda terima (.pulau.json)")
    field.set_input_files(_payload("tanda.pulau.json", VECTORS["unwitnessed"][0]["receipt"].encode()))
    expect(page.locator("[data-result] h2")).to_have_text("Asli, tetapi belum cukup disaksikan")
    assert axe(page) == []
    _paste(page, VECTORS["printed"][:-30])
    expect(page.locator("[data-result] h2")).to_have_text("Tidak sah")
    expect(page.locator("[data-result]")).to_contain_text("rusak, terpotong, atau bukan bukti")
    assert axe(page) == []
    _paste(page, "https://pulau.example/v/4K7MQ2XT9RHB")
    expect(page.locator("[data-result] h2")).to_have_text("Tidak dapat diperiksa")
    _paste(page, "")
    expect(page.locator("[data-result]")).to_contain_text("Belum ada bukti")


@pytest.mark.nightly
def test_another_policy_can_be_chosen_and_without_one_nothing_is_judged(offline: Callable[..., Page]) -> None:
    page = offline("")
    _paste(page, VECTORS["printed"])
    expect(page.locator("[data-result]")).to_contain_text("Berkas kebijakan belum ada")
    page.get_by_text("Pakai kebijakan lain").click()
    chosen = page.get_by_label("Berkas kebijakan", exact=True)
    chosen.set_input_files(_payload("policy", honest.POLICY.encode()))
    expect(page.locator("[data-result]")).to_contain_text("catatan yang tidak dikenal kebijakan")
    chosen.set_input_files(_payload("policy", b"quorum nobody\n"))
    expect(page.get_by_text("Berkas kebijakan salah pada baris 1.")).to_be_visible()
    page.get_by_label("Atau tempel isinya").fill(POLICY)
    page.get_by_role("button", name="Pakai", exact=True).click()
    expect(page.locator("[data-result] h2")).to_have_text("Asli dan disaksikan")


@pytest.mark.nightly
def test_a_photo_of_the_code_is_read_in_the_page(offline: Callable[..., Page]) -> None:
    page = offline()
    picture = BytesIO()
    segno.make(VECTORS["printed"], error="l").save(picture, kind="png", scale=6, dark="#12394b")
    field = page.get_by_label("Tanda terima (.pulau.json)")
    field.set_input_files(_payload("kode.png", picture.getvalue(), "image/png"))
    expect(page.locator("[data-result] h2")).to_have_text("Asli dan disaksikan")
    blank = BytesIO()
    segno.make("kosong").save(blank, kind="png", scale=1, dark="#fff")
    field.set_input_files(_payload("kosong.png", blank.getvalue(), "image/png"))
    expect(page.locator("[data-result]")).to_contain_text("tidak ditemukan kode bukti")


CAMERA: Final = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 900;
  const picture = new Image();
  picture.src = "%s";
  await picture.decode();
  const draw = () => canvas.getContext("2d").drawImage(picture, 0, 0, 900, 900);
  setInterval(draw, 100);
  draw();
  return canvas.captureStream(10);
};
"""


@pytest.mark.nightly
def test_the_camera_reads_the_large_code(offline: Callable[..., Page]) -> None:
    code = segno.make(VECTORS["printed"], error="l").png_data_uri(scale=6, border=6)
    page = offline(script=CAMERA % code)
    page.get_by_role("button", name="Pindai kode QR besar").click()
    expect(page.locator("[data-result] h2")).to_have_text("Asli dan disaksikan", timeout=20_000)
    expect(page.get_by_role("button", name="Pindai kode QR besar")).to_be_visible()


@pytest.mark.nightly
def test_a_browser_that_cannot_compute_is_told_so(offline: Callable[..., Page]) -> None:
    page = offline(script="delete globalThis.DecompressionStream;")
    _paste(page, VECTORS["printed"])
    expect(page.locator("[data-result]")).to_contain_text("Peramban ini tidak dapat menghitung tanda tangan elektronik")


# --- the same on /periksa


@pytest.mark.django_db(transaction=True)
def test_periksa_checks_a_proof_in_the_page_and_sends_nothing(vector_log: Path, visit: Visit, axe: Axe) -> None:
    page = visit("/periksa", width=390)
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.method))
    page.get_by_text("Bukti lengkap atau tanda terima dari log publik").click()
    assert axe(page) == []
    page.get_by_label("Teks bukti").fill(VECTORS["printed"])
    page.get_by_role("button", name="Periksa bukti").click()
    expect(page.locator("[data-proof-result] h2")).to_have_text("Asli dan disaksikan")
    assert axe(page) == []
    page.get_by_label("Teks bukti").fill("")
    page.get_by_label("Atau berkas tanda terima").set_input_files(
        _payload("x.pulau.json", VECTORS["receipt"].replace("worksheet.locked", "worksheet.opened").encode())
    )
    page.get_by_role("button", name="Periksa bukti").click()
    expect(page.locator("[data-proof-result] h2")).to_have_text("Tidak sah")
    assert set(sent) == {"GET"}


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_without_a_script_periksa_says_the_same(vector_log: Path, visit: Visit, axe: Axe) -> None:
    page = visit("/periksa", width=390, javascript=False)
    page.get_by_text("Bukti lengkap atau tanda terima dari log publik").click()
    page.get_by_label("Teks bukti").fill(VECTORS["printed"])
    page.get_by_role("button", name="Periksa bukti").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Asli dan disaksikan")


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_the_page_from_here_has_the_policy_of_this_installation(vector_log: Path, visit: Visit) -> None:
    page = visit("/log/periksa-luring.html?bahasa=en", width=390)
    expect(page.get_by_text("pulau.example/log, ombudsman")).to_be_visible()
    page.get_by_label("Or paste its text").fill(VECTORS["printed"])
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("[data-result] h2")).to_have_text("Genuine and witnessed")
