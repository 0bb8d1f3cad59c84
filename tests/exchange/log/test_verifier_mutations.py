"""Anything changed by chance is found, and nothing honest is suspected; a few by day, many at night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from pulau.exchange.log import pulau_verify
from tests.exchange.log.honest import (
    BPKP,
    CAMPUS,
    LOG,
    OMBUDSMAN,
    POLICY,
    HonestLog,
    base45,
    checked,
    checked_print,
    weakened,
)

SIZES = [1, 2, 3, 7, 8, 64, 100, 255, 256, 257, 300]
Files = dict[str, bytes]


class Held(pulau_verify.Source):
    """A mirror in memory."""

    def __init__(self, files: Files) -> None:
        super().__init__(".")
        self.files = files

    def get(self, path: str) -> bytes | None:
        return self.files.get(path)


@cache
def tree(size: int) -> HonestLog:
    return HonestLog(size)


def written(log: HonestLog, folder: Path) -> Files:
    log.write(folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@cache
def files_of(log: HonestLog, folder: Path) -> Files:
    return written(log, folder)


def mutated(chance: Random, raw: bytes) -> bytes:
    """The bytes with one change: a bit, a byte, a piece lost, doubled, moved or cut off."""
    at, end = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    piece = raw[at:end]
    flipped = bytearray(raw)
    flipped[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    other = chance.choice(
        [
            bytes(flipped),
            bytes(flipped),
            raw[:at] + chance.randbytes(1) + raw[at + 1 :],
            raw[:at] + chance.randbytes(1) + raw[at:],
            raw[:at] + raw[at + 1 :],
            raw[:at] + raw[end:],
            raw[:end] + piece + raw[end:],
            piece + raw[:at] + raw[end:],
            raw[:at],
            raw[at:],
            raw[:at] + piece[::-1] + raw[end:],
            raw[:at] + piece.swapcase() + raw[end:],
        ]
    )
    return mutated(chance, raw) if other == raw else other


def only_more_lines(old: str, new: str) -> bool:
    """Whether a note, or a proof, has lines more and is else as it was: of keys that nobody knows, they say nothing."""
    lines = iter(new.split("\n"))
    return all(any(line == each for each in lines) for line in old.split("\n"))


def spoiled_receipt(chance: Random, by: ModuleType) -> str:
    log = tree(chance.choice(SIZES))
    receipt = log.receipt(chance.randrange(log.count), None, LOG, OMBUDSMAN, chance.choice([BPKP, CAMPUS]))
    name = chance.choice(["record", "salt", "leaf", "proof", "proof"])
    other = {**receipt, name: mutated(chance, receipt[name].encode()).decode(errors="replace")}
    outcome = checked(other, by=by)
    if outcome == "valid" and name == "proof" and only_more_lines(receipt[name], other[name]):
        return "the same"
    return outcome


def spoiled_print(chance: Random, by: ModuleType) -> str:
    log = tree(chance.choice(SIZES))
    index = chance.randrange(log.count)
    text, policy = "PULAU1:" + base45(mutated(chance, log.packed(index))), by.parse_policy(POLICY.encode())
    outcome = checked_print(text, by=by)
    if outcome == "valid" and by.parse_print(text, policy) == by.parse_print(log.printed(index), policy):
        return "the same"  # up to seven bits at the end of deflate stand for nothing
    return outcome


def watched(files: Files, seen: pulau_verify.Seen | None, by: ModuleType) -> str:
    try:
        checkpoint, _ = by.monitor(Held(files), by.parse_policy(POLICY.encode()), seen or by.Seen())
    except by.VerifierError as error:
        return str(error.code)
    return "valid" if checkpoint.quorum else "unwitnessed"


def spoiled_mirror(chance: Random, by: ModuleType, folder: Path) -> str:
    size = chance.choice([3, 256, 300])
    files = files_of(tree(size), folder / str(size))
    path = chance.choice([*files, "checkpoint"])
    other = mutated(chance, files[path])
    outcome = watched({**files, path: other}, None, by)
    if outcome == "valid" and path == "checkpoint" and only_more_lines(files[path].decode(), other.decode()):
        return "the same"
    return outcome


def forked(chance: Random, by: ModuleType, folder: Path) -> str:
    """Another past, honestly built and signed by all keys, is shown to one who remembers the first."""
    old = chance.randrange(2, 300)
    size = chance.choice([old, old - 1, old + 1, chance.randrange(1, 400)])
    other = tree(size) if size < old else HonestLog(size, tale="lain", branch=chance.randrange(old))
    return watched(written(other, folder / str(chance.getrandbits(64))), seen_at(old, folder), by)


@cache
def seen_at(size: int, folder: Path) -> pulau_verify.Seen:
    files = Held(files_of(tree(size), folder / f"seen{size}"))
    return pulau_verify.monitor(files, pulau_verify.parse_policy(POLICY.encode()), pulau_verify.Seen())[1]


def outcomes(count: int, once: Callable[[Random], str], seed: int) -> Counter[str]:
    """What became of so many mutations; those that say the same as before come on top."""
    chance = Random(seed)  # noqa: S311 - the same cases each time
    counts: Counter[str] = Counter()
    while counts.total() - counts["the same"] < count:
        counts[once(chance)] += 1
    return counts


def found(counts: Counter[str], total: int) -> bool:
    assert counts.total() - counts["the same"] == total
    assert counts["the same"] <= total / 500
    print(sorted(counts.items()))  # noqa: T201 - the figures, for whoever runs it with -s
    return counts["valid"] == 0


def mutations(total: int, folder: Path) -> None:
    """So many mutations: nine parts receipts, five printed, six mirrors, and a hundredth of forks."""
    by, forks = pulau_verify, max(total // 100, 10)
    receipts, prints = total * 9 // 20, total // 4
    mirrors = total - receipts - prints - forks
    assert found(outcomes(receipts, lambda chance: spoiled_receipt(chance, by), 1), receipts)
    assert found(outcomes(prints, lambda chance: spoiled_print(chance, by), 2), prints)
    assert found(outcomes(mirrors, lambda chance: spoiled_mirror(chance, by, folder), 3), mirrors)
    assert found(counts := outcomes(forks, lambda chance: forked(chance, by, folder), 4), forks)
    assert set(counts) <= {"fork", "rollback"}


def honest(total: int, folder: Path) -> Counter[str]:
    """So many honest proofs and looks at a growing log."""
    chance = Random(5)  # noqa: S311 - the same cases each time
    counts: Counter[str] = Counter()
    for _ in range(total // 5 * 2):
        log = tree(chance.choice(SIZES))
        counts[checked(log.receipt(chance.randrange(log.count), None, LOG, OMBUDSMAN, BPKP, CAMPUS))] += 1
        log = tree(chance.choice(SIZES))
        counts[checked_print(log.printed(chance.randrange(log.count)))] += 1
    for _ in range(total - total // 5 * 4):
        old, new = sorted(chance.choice([*SIZES, 99, 128, 258, 299]) for _ in range(2))
        files = files_of(tree(new), folder / f"honest{new}")
        counts[watched(files, seen_at(old, folder), pulau_verify)] += 1
    return counts


def test_a_few_mutations_are_all_found(tmp_path: Path) -> None:
    mutations(400, tmp_path)


def test_a_few_honest_ones_raise_no_alarm(tmp_path: Path) -> None:
    assert honest(100, tmp_path) == {"valid": 100}


def test_the_control_a_check_that_is_missing_lets_mutations_pass(tmp_path: Path) -> None:
    unsigned = weakened("    return encode_point(point) == signature[:32] and not", "    return not")
    assert not found(outcomes(200, lambda chance: spoiled_receipt(chance, unsigned), 1), 200)
    untiled = weakened(
        '        if hashes_of(source, tile, 0, number, width) != b"".join(hashes):', "        if tile is None:"
    )
    assert not found(outcomes(100, lambda chance: spoiled_mirror(chance, untiled, tmp_path), 3), 100)


@pytest.mark.nightly
def test_a_hundred_thousand_mutations_are_all_found(tmp_path: Path) -> None:
    mutations(100_000, tmp_path)


@pytest.mark.nightly
def test_ten_thousand_honest_ones_raise_no_alarm(tmp_path: Path) -> None:
    assert honest(10_000, tmp_path) == {"valid": 10_000}
