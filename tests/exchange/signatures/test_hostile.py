"""Files that nobody means well with: each is refused or told, in bounded time and memory, and nothing else escapes."""

from __future__ import annotations

import resource
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulau.exchange.signatures import opening
from pulau.exchange.signatures.checking import REASONS, Unreadable, Verdict, check
from tests.exchange.signatures.hostile import ACTIVE, REFUSED, updated_without_end
from tests.exchange.signatures.studio import DAY, NOW, signed, studio, unsigned

LONGEST_SECONDS = 10
PIECES = (b"", b"0" * 30, b"<<", b"]", b" 0 R", b"null", b"-1", b"9" * 20)
MOST_MEMORY = 512 * 2**20


def outcome(pdf: bytes) -> str:
    try:
        return check(pdf, studio().anchor, now=NOW + DAY).verdict
    except Unreadable as unreadable:
        return REASONS[REASONS.index(unreadable.reason)]


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_reason_and_soon(name: str) -> None:
    make, reason = REFUSED[name]
    pdf = make()
    started = time.perf_counter()
    assert outcome(pdf) == reason
    assert time.perf_counter() - started < LONGEST_SECONDS


@pytest.mark.parametrize("name", ACTIVE)
def test_what_would_run_is_told(name: str) -> None:
    pdf = ACTIVE[name]()
    assert check(pdf, studio().anchor, now=NOW).active_content
    assert not check(unsigned(), studio().anchor, now=NOW).active_content


def test_a_signature_does_not_hide_a_script() -> None:
    report = check(studio().sign(ACTIVE["a script"](), "ttd-1"), studio().anchor, now=NOW + DAY)
    assert (report.verdict, report.active_content) == (Verdict.INTACT, True)


def test_a_bomb_does_not_fill_the_memory() -> None:
    program = (
        "import sys; from datetime import UTC, datetime\n"
        "from pulau.exchange.signatures.checking import Unreadable, check\n"
        "from pulau.exchange.signatures.signing import Trust\n"
        "try: check(sys.stdin.buffer.read(), Trust(()), now=datetime.now(UTC))\n"
        "except Unreadable as one: print(one.reason)"
    )
    make, reason = REFUSED["a bomb"]
    done = subprocess.run(
        [sys.executable, "-c", program], input=make(), capture_output=True, check=True, preexec_fn=_small
    )
    assert done.stdout.decode().strip() == reason


def _small() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def test_a_check_gives_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = updated_without_end(1_500)
    assert outcome(pdf) == Verdict.UNSIGNED
    monkeypatch.setattr(opening, "LONGEST", 0.01)
    assert outcome(pdf) == "too-large"


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A signed paper with some of it cut out, doubled, moved or replaced."""
    pdf = signed(2)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(pdf) - 1))
        end = min(len(pdf), start + draw(st.integers(1, 400)))
        piece = draw(
            st.sampled_from([b"", pdf[start:end] * 2, b"0" * 30, b"<<", b"]", b" 0 R", b"null", b"-1", b"9" * 20])
        )
        pdf = pdf[:start] + piece + pdf[end:]
    return pdf


@settings(max_examples=40, deadline=None)
@given(mangled())
def test_nothing_but_a_verdict_or_a_reason_comes_back(pdf: bytes) -> None:
    if pdf != signed(2):
        assert outcome(pdf) != Verdict.INTACT


@pytest.mark.nightly
@settings(max_examples=3_000, deadline=None)
@given(mangled())
def test_nothing_but_a_verdict_or_a_reason_comes_back_of_thousands(pdf: bytes) -> None:
    if pdf != signed(2):
        assert outcome(pdf) != Verdict.INTACT


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=600))
def test_no_noise_behind_a_head_of_a_pdf_is_more_than_damaged(noise: bytes) -> None:
    assert outcome(b"%PDF-1.7\n" + noise) in {"damaged", "encrypted", "too-large"}
