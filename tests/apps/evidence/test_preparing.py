"""A version is scanned and made ready once, by one worker; what is dangerous is held back and told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone
from PIL import Image

from pulau.apps.evidence import preparing
from pulau.apps.evidence.contract import Evidence, EvidenceWish, Preparation, PreparationState, ScanState, keep_evidence
from pulau.apps.evidence.preparing import MOST_TRIES, prepare, waiting_in
from pulau.apps.evidence.selectors.search import EvidenceSearch, find_evidence
from pulau.apps.evidence.tasks import sweep
from pulau.exchange.files.scanning import Scan, ScanResult
from pulau.exchange.files.viewing import View
from pulau.foundation import storage
from pulau.foundation.jobs.queue import waiting
from pulau.foundation.notices.models import Notice
from tests.apps.evidence.test_keeping import Incoming, incoming
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


class Bench:
    """What views are made of, counted: no sandbox, one page, some words."""

    def __init__(self) -> None:
        self.made = 0
        self.fails = False

    def view(self, _path: Path, _kind: object, folder: Path) -> View:
        self.made += 1
        if self.fails:
            raise OSError
        page = folder / "page-1.webp"
        page.write_bytes(b"halaman")
        return View(pages=(page,), text="maklumat di dalam berkas", count=30)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    found = Bench()
    monkeypatch.setattr(preparing, "prepare_view", found.view)
    return found


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[ScanResult]:  # noqa: ANN401 - pytest-django's
    said = [ScanResult(Scan.CLEAN)]
    settings.CLAMD_ADDRESS = "unix:/tidak/ada"
    monkeypatch.setattr(preparing, "scan", lambda _path, _address: said[-1])
    return said


def keep(house: House, folder: Path, content: bytes = b"isi", who: str = "ayu") -> Evidence:
    wish = EvidenceWish(title="Notula", unit_id=house.units["disdukcapil"].pk)
    return keep_evidence(actor=house.actors[who], wish=wish, file=incoming(folder, content), now=NOW)


def preparation(row: Evidence) -> Preparation:
    found: Preparation = Preparation.objects.for_tenant(row.tenant_id).get(version__evidence=row)
    return found


def work(row: Evidence) -> Preparation:
    prepare(row.tenant_id, preparation(row).version_id)
    return preparation(row)


def hits(house: House, words: str) -> int:
    return find_evidence(house.actors["ayu"], EvidenceSearch(words), NOW.date()).total


def test_a_version_gets_its_pages_and_its_words_and_is_done_once(house: House, tmp_path: Path, bench: Bench) -> None:
    row = keep(house, tmp_path)
    work(row)
    found = work(row)
    assert (found.state, found.scan, found.page_count, bench.made) == (PreparationState.READY, ScanState.OFF, 30, 1)
    assert storage.get(found.pages[0]) == b"halaman"
    assert hits(house, "maklumat") == 1


def test_its_page_asks_again_until_it_is_done(house: House, tmp_path: Path, bench: Bench) -> None:
    row, client = keep(house, tmp_path), house.client("ayu")
    address = f"/bukti/{row.pk}"
    assert 'hx-trigger="every 3s"' in client.get(address).content.decode()
    work(row)
    after = client.get(address).content.decode()
    assert "every 3s" not in after
    assert f"{address}/halaman/1/1" in after


@pytest.mark.once
def test_a_real_picture_goes_through_the_sandbox(house: House, tmp_path: Path) -> None:
    path = tmp_path / "foto.png"
    Image.new("RGB", (40, 30), "red").save(path)
    wish = EvidenceWish(title="Foto", unit_id=house.units["disdukcapil"].pk)
    row = keep_evidence(actor=house.actors["ayu"], wish=wish, file=Incoming(path, "foto.png"), now=NOW)
    found = work(row)
    assert (found.state, len(found.pages), found.page_count) == ("ready", 1, 1)
    assert storage.holds(found.copy)


def test_the_same_bytes_are_prepared_once_in_a_body(house: House, tmp_path: Path, bench: Bench) -> None:
    first, second = keep(house, tmp_path), keep(house, tmp_path, who="fajar")
    assert work(first).pages == work(second).pages
    assert bench.made == 1
    assert hits(house, "maklumat") == 2


def test_what_is_dangerous_is_held_back_and_told_to_uploader_and_head(
    house: House, tmp_path: Path, bench: Bench, scanner: list[ScanResult]
) -> None:
    scanner.append(ScanResult(Scan.INFECTED, "Eicar-Test-Signature"))
    row = keep(house, tmp_path)
    found = work(row)
    assert (found.state, found.scan, found.scan_words) == ("blocked", "infected", "Eicar-Test-Signature")
    assert (bench.made, found.pages) == (0, [])
    told = Notice.objects.for_tenant(row.tenant_id).filter(kind="evidence.held_back")
    assert {notice.user_id for notice in told} == {house.users["ayu"].pk, house.users["gita"].pk}


def test_a_silent_scanner_holds_nobody_up_and_is_asked_again_later(
    house: House, tmp_path: Path, bench: Bench, scanner: list[ScanResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner.append(ScanResult(Scan.UNAVAILABLE, "ConnectionRefusedError"))
    row = keep(house, tmp_path)
    found = work(row)
    assert (found.state, found.scan) == ("ready", "unavailable")
    assert waiting_in(row.tenant_id, timezone.now()) == []
    later = timezone.now() + timedelta(days=1)
    assert waiting_in(row.tenant_id, later) == [found.version_id]
    monkeypatch.setattr(timezone, "now", lambda: later)
    scanner.append(ScanResult(Scan.INFECTED, "Eicar"))
    assert work(row).state == "blocked"
    assert bench.made == 1
    assert hits(house, "maklumat") == 0


@pytest.mark.usefixtures("scanner")
def test_a_version_waits_for_the_scanner_and_for_none_that_is_off(
    house: House, tmp_path: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (keep(house, tmp_path, content) for content in (b"satu", b"dua", b"tiga"))
    assert preparation(first).scan == ScanState.WAITING
    assert work(first).scan == ScanState.CLEAN
    with override_settings(CLAMD_ADDRESS=""):
        found = work(second)
    assert found.scan == ScanState.OFF
    bench.fails = True
    for day in range(MOST_TRIES + 1):
        monkeypatch.setattr(timezone, "now", lambda day=day: NOW + timedelta(days=day))
        work(third)
    assert (preparation(third).state, preparation(third).scan) == ("partly", ScanState.UNAVAILABLE)


def test_what_fails_is_tried_three_times_and_then_kept_without_a_view(
    house: House, tmp_path: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, bench.fails = keep(house, tmp_path), True
    for day in range(MOST_TRIES + 2):
        monkeypatch.setattr(timezone, "now", lambda day=day: NOW + timedelta(days=day))
        work(row)
    found = preparation(row)
    assert (bench.made, found.state, found.notes) == (MOST_TRIES, "partly", ["preview-failed"])


def test_a_store_that_is_away_counts_for_no_try(
    house: House, tmp_path: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_digest: str) -> None:
        raise storage.StoreUnavailable(5, "away")

    row = keep(house, tmp_path)
    monkeypatch.setattr(storage, "open_blob", away)
    found = work(row)
    assert (found.state, found.tries, bench.made) == ("waiting", 0, 0)
    assert found.not_before is not None


def test_one_worker_has_a_version_to_itself_and_the_sweep_finds_what_was_lost(
    house: House, tmp_path: Path, bench: Bench
) -> None:
    row = keep(house, tmp_path)
    found = preparation(row)
    job = {"tenant": str(row.tenant_id), "version": str(found.version_id)}
    assert waiting("pulau.apps.evidence.tasks.prepare_version", **job) == 1
    found.not_before = timezone.now() + timedelta(minutes=1)
    found.save()
    assert (work(row).state, bench.made) == ("waiting", 0)
    sweep.func()
    assert waiting("pulau.apps.evidence.tasks.prepare_version", **job) == 1
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - this test alone

    DBTaskResult.objects.all().delete()
    found.not_before = None
    found.save()
    sweep.func()
    assert waiting("pulau.apps.evidence.tasks.prepare_version", **job) == 1
