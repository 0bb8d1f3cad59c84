"""What strangers cannot do by checking documents: learn of drafts, leave traces, or eat the machine."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
import segno
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import PdfFileWriter

from pulau.apps.signing import turns
from pulau.apps.signing.models import DocumentState
from pulau.apps.signing.selectors.inspecting import public_anchors
from pulau.apps.signing.views import periksa
from pulau.core.shared.codes import shown_code
from pulau.exchange.signatures.checking import Verdict, check
from pulau.exchange.signatures.signing import Trust
from pulau.foundation import storage
from pulau.foundation.storage import BlobDamaged, BlobMissing
from tests.apps.signing.kept import SECRET, Kept
from tests.apps.signing.test_periksa import send
from tests.cast import NOW
from tests.exchange.signatures.studio import signed

pytestmark = pytest.mark.django_db
UNKNOWN = "000000000000"


def written(queries: CaptureQueriesContext) -> list[str]:
    kept = ("SELECT", "SAVEPOINT", "RELEASE", "BEGIN")
    return [query["sql"] for query in queries if not query["sql"].startswith(kept)]


@pytest.mark.parametrize("rest", ["", ".json", ".pdf"])
@pytest.mark.parametrize("state", [DocumentState.PREPARED, DocumentState.CANCELLED])
def test_a_document_that_nobody_signed_answers_as_a_number_that_does_not_exist(
    kept: Kept, rest: str, state: DocumentState
) -> None:
    kept.change("draft", state=state)
    code, client = kept.codes["draft"], Client()
    client.get(f"/v/{UNKNOWN}{rest}")  # templates are loaded
    answers, counts = [], []
    for number in (code, UNKNOWN):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/v/{number}{rest}")
        assert answer.status_code == 404
        answers.append(answer.content.decode().replace(number, "").replace(shown_code(number), ""))
        counts.append(len(queries))
    assert answers[0] == answers[1]
    assert counts[0] == counts[1]
    assert SECRET not in answers[0]
    assert SECRET in send(kept.pdf("draft"))  # who has the file has read it


def test_a_file_that_claims_the_number_of_a_draft_learns_nothing_of_it(kept: Kept) -> None:
    claim = f"Pulau {shown_code(kept.codes['draft'])}".encode()
    assert SECRET not in send(signed(1) + b"\n% " + claim)


def test_withdrawn_documents_and_those_of_a_closed_kind_are_not_given_out(kept: Kept) -> None:
    address = f"/v/{kept.codes['two']}.pdf"
    assert Client().get(address).content == kept.pdf("two")
    kept.change("two", state=DocumentState.WITHDRAWN, ended_at=NOW)
    assert Client().get(address).status_code == 404
    kept.change("half", kind="trial-closed")
    assert Client().get(f"/v/{kept.codes['half']}.pdf").status_code == 404


@pytest.mark.parametrize("fault", [BlobDamaged("x"), BlobMissing("x")])
def test_a_public_file_that_is_not_what_was_kept_is_not_given_out(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def broken(_digest: str) -> bytes:
        raise fault

    monkeypatch.setattr(storage, "get", broken)
    answer = Client().get(f"/v/{kept.codes['two']}.pdf")
    assert (answer.status_code, "Berkas ini tidak dapat diberikan" in answer.content.decode()) == (503, True)
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_checking_writes_nothing_and_sets_no_cookie(kept: Kept) -> None:
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        for path in ("/periksa", f"/v/{kept.codes['two']}", f"/v/{kept.codes['two']}.json", "/periksa/jangkar.pem"):
            answer = client.get(path)
            assert (answer.status_code, dict(answer.cookies)) == (200, {})
        for content in (kept.pdf("two"), kept.pdf("two") + b"x", signed(1)):
            send(content)
    assert written(queries) == []
    assert not client.cookies


def test_json_tells_the_same_with_headers_for_caches(kept: Kept) -> None:
    address = f"/v/{kept.codes['two']}.json"
    answer = Client().get(address)
    told = answer.json()
    assert told["result"] == "valid"
    assert [one["name"] for one in told["document"]["signatories"]] == ["Dr. Indra Kusuma, M.Si.", "Gita Permata"]
    assert told["document"]["unit"] == "Dinas Kependudukan"
    assert len(told["document"]["versions"]) == 3
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    again = Client().get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    own = Client().get(f"/v/{kept.codes['own']}.json").json()["document"]
    assert (own["initials_only"], own["title"], own["file"]) == (True, "", None)
    assert own["signatories"][0]["name"] == "A. L."
    mistyped = Client().get("/v/000000000001.json")
    assert (mistyped.status_code, mistyped.json()) == (404, {"result": "mistyped", "reason": "check"})


def test_with_the_published_anchors_alone_a_document_is_found_intact(kept: Kept) -> None:
    answer = Client().get("/periksa/jangkar.pem")
    assert answer.content.decode() == public_anchors()
    ders = [_der(pem) for pem in answer.content.decode().split("-----END CERTIFICATE-----\n") if pem]
    assert check(kept.pdf("two"), Trust(tuple(ders)), now=timezone.now()).verdict is Verdict.INTACT
    assert b"PRIVATE" not in answer.content


def _der(pem: str) -> bytes:
    return x509.load_pem_x509_certificate(f"{pem}-----END CERTIFICATE-----\n".encode()).public_bytes(Encoding.DER)


def photo(text: str, kind: str = "JPEG", turned: float = 17.0) -> bytes:
    out, code = BytesIO(), BytesIO()
    segno.make(text, error="m").save(code, kind="png", scale=8, border=4)
    paper = Image.new("RGB", (1200, 900), "#dddddd")
    paper.paste(Image.open(code).convert("RGB"), (300, 200))
    paper.rotate(turned, fillcolor="#888888").save(out, kind)
    return out.getvalue()


@override_settings(PUBLIC_URL="https://pulau.example")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_of_the_code_leads_to_the_document(kept: Kept, kind: str) -> None:
    text = send(photo(f"https://pulau.example/v/{kept.codes['two']}", kind), name="foto")
    assert "Dokumen asli" in text
    assert "bukan ke sini" not in text


def test_a_code_that_leads_elsewhere_is_told_of_and_not_followed(kept: Kept) -> None:
    text = send(photo(f"https://periksa-palsu.example/v/{kept.codes['two']}"))
    assert "periksa-palsu.example, bukan ke sini" in text
    assert "bukan dari dokumen Pulau" in send(photo("https://toko.example/promo"), 422)


def bomb() -> bytes:
    data = zlib.compress(bytes(80 * 2**20), 9)
    head = b"%PDF-1.7\n"
    xref = (
        b"1 0 obj\n<</Type/XRef/Size 2/Root 1 0 R/W[1 4 1]/Filter/FlateDecode/Length %d>>\nstream\n" % len(data)
        + data + b"\nendstream\nendobj\n"
    )  # fmt: skip
    return head + xref + b"startxref\n%d\n%%%%EOF\n" % len(head)


def of_writer(*, scripts: bool = False, password: str = "") -> bytes:
    writer = PdfFileWriter()
    if scripts:
        action = {
            generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
            generic.pdf_name("/JS"): generic.pdf_string("1"),
        }
        writer.root["/OpenAction"] = generic.DictionaryObject(action)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def wide_picture() -> bytes:
    out = BytesIO()
    Image.new("1", (40_000, 1_500)).save(out, "PNG")
    return out.getvalue()


def _plain() -> bytes:
    out = BytesIO()
    Image.new("L", (600, 400), 200).save(out, "PNG")
    return out.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "kosong (0 byte)"),
    "a page that calls itself a PDF": (lambda: b"<html><script>alert(1)</script></html>", "bukan PDF"),
    "a PDF that is cut": (lambda: signed(1)[:9_000], "rusak atau terpotong"),
    "random bytes": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "rusak atau terpotong"),
    "a PDF that unpacks to 80 MB": (bomb, "PDF"),
    "a PDF with a script": (lambda: of_writer(scripts=True), "memuat skrip"),
    "a PDF with a password": (lambda: of_writer(password="rahasia"), "kata sandi"),
    "a picture of 40,000 pixels": (wide_picture, "megapiksel"),
    "a picture that is cut": (lambda: photo("x")[:3_000], "Foto ini rusak"),
    "a picture without a code": (_plain, "tidak ditemukan kode QR"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_get_a_clear_page(db: None, name: str) -> None:
    make, words = HOSTILE[name]
    text = send(make(), 422)
    assert words in text
    assert "Berkas tidak dapat diperiksa" in text
    assert "alert" not in text


def test_no_file_and_a_file_that_is_too_large_are_told_with_the_limit(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Client().post("/periksa")
    assert (nothing.status_code, "Belum ada berkas" in nothing.content.decode()) == (422, True)
    monkeypatch.setattr(periksa, "LARGEST", 100)
    assert "paling besar 25 MB" in send(b"%PDF-" + bytes(200), 413)
    with override_settings(UPLOAD_LIMITS={"/periksa": 2 * 2**20}):
        answer = Client().post("/periksa", {"berkas": SimpleUploadedFile("a.pdf", bytes(3 * 2**20))})
    assert (answer.status_code, "paling besar 2 MB" in answer.content.decode()) == (413, True)


def test_a_file_waits_for_its_turn_and_is_asked_to_come_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periksa, "_turns", turns.Turns(1, 0.01))
    with periksa._turns.one():
        answer = Client().post("/periksa", {"berkas": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "15")
    assert "Sebentar lagi" in answer.content.decode()
    assert send(b"%PDF-1.7", 422)  # the turn was given back


def test_one_address_sends_no_more_than_its_share_and_another_is_not_held(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(periksa, "_tally", turns.Tally(2, 600))
    client = Client()
    sent = [client.post("/periksa", REMOTE_ADDR=address).status_code for address in ("10.0.0.1",) * 3 + ("10.0.0.2",)]
    assert sent == [422, 422, 429, 422]
    later = turns.Tally(1, 0)
    later.count("10.0.0.1")
    later.count("10.0.0.1")  # another window


def test_who_has_signed_in_elsewhere_sees_what_everybody_sees_and_stays_in_their_own_body(kept: Kept) -> None:
    client = kept.house.client("dewi")
    text = client.get(f"/v/{kept.codes['own']}").content.decode()
    assert "A. L." in text
    assert "Larasati" not in text
    assert "csrfmiddlewaretoken" in text  # the forms of the page's head still work
    assert SECRET not in client.get(f"/v/{kept.codes['draft']}").content.decode()
    sent = {"berkas": SimpleUploadedFile("a.pdf", kept.pdf("own"))}
    assert "Ayu Larasati" in client.post("/periksa", sent).content.decode()


def test_a_result_asks_the_database_a_fixed_number_of_times(kept: Kept) -> None:
    counts = []
    for name in ("two", "half", "own"):
        with CaptureQueriesContext(connection) as queries:
            Client().get(f"/v/{kept.codes[name]}")
        counts.append(len(queries))
    assert counts == [10, 10, 10]
