"""What a witness answers (C2SP tlog-witness): every status, and what it remembers and keeps."""

from __future__ import annotations

import base64
import logging
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pulau.core.log.checkpoints import read_checkpoint
from pulau.core.log.notes import Signature, with_signatures
from pulau.core.log.proofs import Growth, read_growth
from pulau.core.log.tree import EMPTY_ROOT
from pulau.exchange.log import keys
from pulau.exchange.log.trusted_logs import TrustedLog, distrust, trust
from pulau.exchange.log.witness_evidence import MOST
from pulau.exchange.log.witnessing import MOST_BYTES, Case, Witness
from tests.exchange.log.witnessed import NAME, NOW, ORIGIN, Log, good, log_secret, new_witness, quick_folder

LOG = Log()
FOREIGN = """old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
"""  # noqa: E501 - as C2SP prints it
HASH = base64.b64encode(bytes(32)).decode()


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Witness]:
    with closing(new_witness(tmp_path / "saksi")) as made:
        yield made


def ask(witness: Witness, old: int, size: int, log: Log = LOG, now: int = NOW) -> tuple[int, Case]:
    answer = witness.add_checkpoint(log.request(old, size), now)
    return answer.status, answer.case


# --- 200


def test_it_cosigns_a_log_from_nothing_on_and_then_each_growth(witness: Witness) -> None:
    for step, (old, size) in enumerate([(0, 1), (1, 2), (2, 7), (7, 8), (8, 21)]):
        answer = witness.add_checkpoint(LOG.request(old, size), NOW + step)
        assert (answer.status, answer.case) == (200, Case.SIGNED)
        assert good(answer, LOG.note(size), witness.key) == [NOW + step]
    (seen,) = witness.seen()
    assert (seen.origin, seen.size, seen.root, seen.at) == (ORIGIN, 21, LOG.root(21), NOW + 4)


def test_the_note_it_remembers_bears_the_logs_signature_and_its_own(witness: Witness) -> None:
    stranger = Signature("stranger.example", b"1234", b"x" * 64)
    growth = Growth(0, (), with_signatures(LOG.note(3), [stranger]))
    assert witness.add_checkpoint(str(growth).encode(), NOW).status == 200
    _, note = read_checkpoint(witness.seen()[0].note.encode())
    assert [each.name for each in note.signatures] == [ORIGIN, NAME]


def test_it_cosigns_the_same_checkpoint_again_with_the_new_time(witness: Witness) -> None:
    assert ask(witness, 0, 5) == (200, Case.SIGNED)
    answer = witness.add_checkpoint(LOG.request(5, 5), NOW + 60)
    assert good(answer, LOG.note(5), witness.key) == [NOW + 60]


def test_it_cosigns_the_empty_log(witness: Witness) -> None:
    assert ask(witness, 0, 0) == (200, Case.SIGNED)
    assert witness.seen()[0].root == EMPTY_ROOT
    assert ask(witness, 0, 4) == (200, Case.SIGNED)


def test_logs_are_remembered_apart(tmp_path: Path) -> None:
    other = Log("other.example/log")
    with closing(new_witness(tmp_path / "w", LOG.key, other.key)) as witness:
        assert ask(witness, 0, 5) == (200, Case.SIGNED)
        assert ask(witness, 0, 9, other) == (200, Case.SIGNED)
        assert [(each.origin, each.size) for each in witness.seen()] == [("other.example/log", 9), (ORIGIN, 5)]


# --- 400, 413


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"old\n\n",
        b"\x00" * 200,
        FOREIGN.replace("old ", "old -").encode(),
        FOREIGN.replace("old ", "old 0").encode(),
        FOREIGN.replace("old ", "OLD ").encode(),
        FOREIGN.replace("old 20852014", "old 20852164").encode(),
        FOREIGN.replace("old 20852014", "old 99999999999999999999").encode(),
        FOREIGN.replace("PlRN", "PlR").encode(),
        FOREIGN.replace("pkaw=", "pkax=").encode(),
        FOREIGN.replace("\n", "\r\n").encode(),
        FOREIGN.rstrip().encode(),
        FOREIGN.replace("20852163", "020852163").encode(),
        FOREIGN.replace("— ", "- ").encode(),
        FOREIGN.encode("utf-16"),
        f"old 5\n{(HASH + chr(10)) * 64}\n{LOG.note(9)}".encode(),
        f"old 5\n{HASH[4:]}\n\n{LOG.note(9)}".encode(),
    ],
)
def test_what_is_no_request_is_400(witness: Witness, raw: bytes) -> None:
    answer = witness.add_checkpoint(raw, NOW)
    assert (answer.status, answer.case) == (400, Case.MALFORMED)
    assert witness.seen() == ()


def test_an_old_size_above_the_new_is_400(witness: Witness) -> None:
    raw = str(Growth(6, (), LOG.note(5))).encode()
    assert witness.add_checkpoint(raw, NOW).status == 400


def test_63_hashes_are_read_and_a_request_above_64_kib_is_not(witness: Witness) -> None:
    assert witness.add_checkpoint(f"old 0\n{(HASH + chr(10)) * 63}\n{LOG.note(9)}".encode(), NOW).status == 422
    answer = witness.add_checkpoint(LOG.request(0, 5) + b"x" * MOST_BYTES, NOW)
    assert (answer.status, answer.case) == (413, Case.TOO_LARGE)


# --- 404, 403


def test_the_request_that_c2sp_prints_is_read_and_its_log_unknown(witness: Witness) -> None:
    read = read_growth(FOREIGN.encode())
    assert (read.old, len(read.path), str(read)) == (20852014, 4, FOREIGN)
    answer = witness.add_checkpoint(FOREIGN.encode(), NOW)
    assert (answer.status, answer.facts["origin"]) == (404, "example.com/behind-the-sofa")


def test_a_checkpoint_that_no_trusted_key_signed_is_403(witness: Witness) -> None:
    assert ask(witness, 0, 5, Log(signers="stolen")) == (403, Case.NOT_SIGNED)


def test_a_bad_signature_of_a_trusted_key_is_403(witness: Witness) -> None:
    note = LOG.note(5)
    sign = note.signatures[0]
    for wrong in (bytes(64), sign.value[:-1] + bytes([sign.value[-1] ^ 1]), sign.value[:-1]):
        bad = Signature(sign.name, sign.key_id, wrong)
        for lines in ((bad,), (sign, bad)):
            growth = Growth(0, (), type(note)(note.text, lines))
            assert witness.add_checkpoint(str(growth).encode(), NOW).status == 403
    assert witness.seen() == ()


def test_a_signature_over_another_text_is_403(witness: Witness) -> None:
    note = LOG.note(5)
    growth = Growth(0, (), type(note)(note.text + "extension\n", note.signatures))
    assert witness.add_checkpoint(str(growth).encode(), NOW).status == 403


def test_a_log_that_changes_its_key_has_two_for_a_while(witness: Witness) -> None:
    logs = witness.folder / "logs"
    new = log_secret(which="new")
    assert ask(witness, 0, 5) == (200, Case.SIGNED)
    assert ask(witness, 5, 6, Log(signers="new")) == (403, Case.NOT_SIGNED)
    assert trust(logs, TrustedLog(new.key))
    assert ask(witness, 5, 6, Log(signers="new")) == (200, Case.SIGNED)
    assert ask(witness, 6, 7, Log(signers=",new")) == (200, Case.SIGNED)
    assert distrust(logs, LOG.key)
    assert ask(witness, 7, 8) == (403, Case.NOT_SIGNED)
    assert ask(witness, 7, 8, Log(signers=",new")) == (200, Case.SIGNED)
    assert distrust(logs, new.key)
    assert ask(witness, 8, 9, Log(signers="new")) == (404, Case.UNKNOWN_LOG)
    assert trust(logs, TrustedLog(new.key))
    assert ask(witness, 0, 9, Log(signers="new")) == (409, Case.BEHIND)


# --- 409, 422


@pytest.mark.parametrize("old", [0, 3, 6, 8])
def test_another_old_size_than_it_knows_is_409_with_what_it_knows(witness: Witness, old: int) -> None:
    assert ask(witness, 0, 7) == (200, Case.SIGNED)
    answer = witness.add_checkpoint(LOG.request(old, 9), NOW)
    assert (answer.status, answer.content_type, answer.body) == (409, "text/x.tlog.size", b"7\n")


def test_a_smaller_checkpoint_is_never_cosigned(witness: Witness) -> None:
    assert ask(witness, 0, 7) == (200, Case.SIGNED)
    for old in range(7):
        assert ask(witness, old, 6) == (409, Case.BEHIND)
    assert witness.add_checkpoint(str(Growth(7, (), LOG.note(6))).encode(), NOW).status == 400


def test_another_root_of_the_same_size_is_409_and_both_notes_are_kept(
    witness: Witness, caplog: pytest.LogCaptureFixture
) -> None:
    assert ask(witness, 0, 7) == (200, Case.SIGNED)
    known, fork = witness.seen()[0].note, Log(branch="x", forked=5)
    answer = witness.add_checkpoint(fork.request(7, 7), NOW)
    assert (answer.status, answer.case, answer.content_type) == (409, Case.FORK, "text/plain; charset=utf-8")
    assert "EQUIVOCATION" in caplog.text
    assert caplog.records[-1].levelno == logging.CRITICAL
    (place,) = witness.evidence()
    assert place.name == answer.facts["evidence"]
    assert (place / "known.txt").read_text("utf-8") == known
    assert (place / "presented.txt").read_text("utf-8") == str(fork.note(7))
    assert (place / "request.txt").read_bytes() == fork.request(7, 7)
    for text in (known, str(fork.note(7))):  # both bear the log's own signature: nobody else can have made them
        _, note = read_checkpoint(text.encode())
        assert keys.verify(LOG.key.public, note.text.encode(), note.signatures[0].value)
    assert witness.seen()[0].root == LOG.root(7)


def test_a_fork_is_kept_also_where_it_comes_with_another_old_size_and_once(
    witness: Witness, caplog: pytest.LogCaptureFixture
) -> None:
    assert ask(witness, 0, 7) == (200, Case.SIGNED)
    fork = Log(branch="x", forked=5)
    assert ask(witness, 0, 7, fork) == (409, Case.BEHIND)
    assert ask(witness, 3, 7, fork) == (409, Case.BEHIND)
    assert ask(witness, 7, 7, fork) == (409, Case.FORK)
    assert [each.name.split("-")[:2] for each in witness.evidence()] == [["fork", "7"]]
    assert caplog.text.count("EQUIVOCATION") == 1
    assert caplog.text.count("came again") == 2


def test_a_fork_of_the_empty_log_is_refused(witness: Witness) -> None:
    note = LOG.note(0)
    text = note.text.replace(base64.b64encode(EMPTY_ROOT).decode(), HASH)
    secret = LOG.secrets[0]
    signed = type(note)(text, (Signature(ORIGIN, secret.key.id, secret.sign(text.encode())),))
    assert witness.add_checkpoint(str(Growth(0, (), signed)).encode(), NOW).status == 409


def test_a_growth_that_is_not_proven_is_422_and_kept(witness: Witness, caplog: pytest.LogCaptureFixture) -> None:
    assert ask(witness, 0, 7) == (200, Case.SIGNED)
    fork = Log(branch="x", forked=5)
    assert ask(witness, 7, 9, fork) == (422, Case.UNPROVEN)
    assert "does not hold" in caplog.text
    (place,) = witness.evidence()
    assert place.name.startswith("unproven-9-")
    assert (place / "request.txt").read_bytes() == fork.request(7, 9)
    assert ask(witness, 7, 9) == (200, Case.SIGNED)


@pytest.mark.parametrize(
    "path",
    [(), LOG.path(7, 9)[:-1], (*LOG.path(7, 9), bytes(32)), LOG.path(7, 9)[::-1], LOG.path(6, 9), LOG.path(7, 10)],
)
def test_every_other_proof_is_422(witness: Witness, path: tuple[bytes, ...]) -> None:
    assert ask(witness, 0, 7) == (200, Case.SIGNED)
    assert witness.add_checkpoint(str(Growth(7, path, LOG.note(9))).encode(), NOW).status == 422
    assert witness.seen()[0].size == 7


def test_a_proof_from_nothing_and_one_between_equal_sizes_must_be_empty(witness: Witness) -> None:
    assert witness.add_checkpoint(str(Growth(0, (bytes(32),), LOG.note(9))).encode(), NOW).status == 422
    assert ask(witness, 0, 9) == (200, Case.SIGNED)
    assert witness.add_checkpoint(str(Growth(9, (bytes(32),), LOG.note(9))).encode(), NOW).status == 422


def test_what_anybody_can_send_does_not_fill_the_disk(
    witness: Witness, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(MOST, "unproven", 3)
    for size in range(2, 8):
        assert witness.add_checkpoint(str(Growth(0, (bytes(32),), LOG.note(size))).encode(), NOW).status == 422
    assert len(witness.evidence()) == 3
    assert "as many cases are kept as may be" in caplog.text


def test_evidence_that_cannot_be_kept_stands_in_the_log_output(
    witness: Witness, caplog: pytest.LogCaptureFixture
) -> None:
    assert ask(witness, 0, 7) == (200, Case.SIGNED)
    (witness.folder / "evidence").write_text("in the way", "utf-8")
    fork = Log(branch="x", forked=5)
    assert ask(witness, 7, 7, fork) == (409, Case.FORK)
    assert str(fork.note(7)) in caplog.text
    assert str(LOG.note(7)).splitlines()[2] in caplog.text


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with one thing changed: a bit, a byte more or less, a line twice, gone or moved."""
    place, lines = chance.randrange(len(raw)), raw.split(b"\n")
    line = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            return raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1 :]
        case 1:
            return raw[:place] + bytes([chance.randrange(256)]) + raw[place:]
        case 2:
            return raw[:place] + raw[place + 1 :]
        case 3:
            return b"\n".join([*lines[:line], lines[line], *lines[line:]])
        case 4:
            return b"\n".join([*lines[:line], *lines[line + 1 :]])
        case _:
            chance.shuffle(lines)
            return b"\n".join(lines)


@pytest.mark.parametrize("count", [1_500, pytest.param(100_000, marks=pytest.mark.nightly)])
def test_a_request_that_was_tampered_with_makes_it_sign_nothing_else(witness: Witness, count: int) -> None:
    assert ask(witness, 0, 7) == (200, Case.SIGNED)
    chance, whole, statuses = random.Random(6962), LOG.request(7, 12), set()  # noqa: S311 - no secret
    for _ in range(count):
        raw = mutated(whole, chance)
        answer = witness.add_checkpoint(raw, NOW)
        statuses.add(answer.status)
        if answer.status == 200:  # what was changed was none of what is signed, as a line that stands twice
            assert read_growth(raw).checkpoint.text == LOG.note(12).text
            witness._state._database.execute("UPDATE seen SET size = 7, root = ?", (LOG.root(7),))
    assert statuses >= {200, 400, 403, 422}
    assert len(witness.evidence()) <= MOST["unproven"]


# --- 503: the clock


def test_it_signs_nothing_while_its_clock_stands_behind_its_last_word(witness: Witness) -> None:
    assert ask(witness, 0, 7) == (200, Case.SIGNED)
    answer = witness.add_checkpoint(LOG.request(7, 8), NOW - 6)
    assert (answer.status, answer.case) == (503, Case.CLOCK)
    assert b"clock" in answer.body
    assert witness.seen()[0].size == 7
    assert ask(witness, 7, 8, now=NOW) == (200, Case.SIGNED)


def test_a_clock_that_is_seconds_behind_signs_with_the_last_time(witness: Witness) -> None:
    assert ask(witness, 0, 7) == (200, Case.SIGNED)
    answer = witness.add_checkpoint(LOG.request(7, 8), NOW - 5)
    assert good(answer, LOG.note(8), witness.key) == [NOW]


def test_the_clock_is_held_against_every_log(tmp_path: Path) -> None:
    other = Log("other.example/log")
    with closing(new_witness(tmp_path / "w", LOG.key, other.key)) as witness:
        assert ask(witness, 0, 5) == (200, Case.SIGNED)
        assert ask(witness, 0, 5, other, NOW - 60) == (503, Case.CLOCK)
