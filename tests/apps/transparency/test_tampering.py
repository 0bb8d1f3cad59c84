"""A log that the sequencer made of a house's journal, changed by hand in every way: the public verifier finds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from django.db import transaction
from django.utils import timezone

from pulau.apps.transparency import places
from pulau.apps.transparency.looping import once
from pulau.apps.transparency.proving import receipt
from pulau.core.log.checkpoints import Checkpoint, sign_checkpoint
from pulau.core.log.notes import ED25519, read_note
from pulau.core.log.tiles import WIDTH, pack_leaves, tiles_of, unpack_leaves
from pulau.core.log.tree import leaf_hash, root_of
from pulau.exchange.log import pulau_verify
from pulau.exchange.log.keys import Secret, new_secret
from pulau.foundation.journal import services as journal
from pulau.foundation.journal.models import Entry, OutboxState
from pulau.foundation.journal.outbox import Waiting, waiting
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall
from tests.exchange.log.honest import weakened
from tests.exchange.log.test_verifier_mutations import Files, Held, mutated
from tests.house import House, build_house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once, pytest.mark.slow]

GROWN = (300, 250, 130)
"""Entries that come one after the other; the monitor looks after each."""


@dataclass
class Grown:
    """The log, as it was and is: the files of each look, what a monitor remembered then, and entries with receipts."""

    policy: pulau_verify.Policy
    secret: Secret
    looks: list[Files] = field(default_factory=list)
    seen: list[pulau_verify.Seen] = field(default_factory=list)
    entries: list[Waiting] = field(default_factory=list)

    @property
    def files(self) -> Files:
        return self.looks[-1]

    @property
    def leaves(self) -> list[bytes]:
        size = self.seen[-1].size
        names = [(tile, self.files[tile.path]) for tile in tiles_of(size) if tile.level < 0]
        return [leaf for tile, raw in names for leaf in unpack_leaves(raw, tile.width)]

    def look(self, files: Files, seen: pulau_verify.Seen | None = None, by: ModuleType = pulau_verify) -> str:
        """What a monitor says of a tree: with the memory of one who has followed this log, or without."""
        policy = by.parse_policy(places.policy_text().encode())
        try:
            head, now = by.monitor(Held(files), policy, seen or by.Seen())
        except by.VerifierError as fault:
            return str(fault.code)
        if seen is None and files is self.looks[-1]:
            self.seen.append(now)
        return "valid" if head.quorum else "unwitnessed"


def write(house: House, count: int) -> None:
    row = Tenant.objects.get(pk=house.tenants["sagara"])
    told = ((row, {"number": number}, None) for number in range(count))
    with behind_wall(row.pk), transaction.atomic():
        journal.record_many(house.actors["ayu"], "worksheets.submitted", told, timezone.now())


@pytest.fixture
def grown(witnessed: dict[str, Path], log: Path) -> Grown:
    house = build_house()
    [secret] = places.secrets_now()
    made = Grown(pulau_verify.parse_policy(b"quorum none"), secret)
    for count in GROWN:
        write(house, count)
        once()
        made.policy = pulau_verify.parse_policy(places.policy_text().encode())
        tree = log / "tree"
        made.looks.append(
            {str(path.relative_to(tree)): path.read_bytes() for path in tree.rglob("*") if path.is_file()}
        )
        assert made.look(made.files) == "valid"
    for tenant in house.tenants.values():
        with behind_wall(tenant):
            found = Entry.objects.for_tenant(tenant).filter(outbox=OutboxState.PUBLISHED)[:40]
            made.entries += [waiting(entry) for entry in found]
    return made


def written(leaves: list[bytes], secret: Secret) -> Files:
    """The whole tree of other leaves, as its operator would make and sign it; no witness has seen it."""
    rows = [[leaf_hash(leaf) for leaf in leaves]]
    while len(rows[-1]) >= WIDTH:
        whole = len(rows[-1]) // WIDTH
        rows.append([root_of(rows[-1][at * WIDTH : (at + 1) * WIDTH]) for at in range(whole)])
    files: Files = {}
    for tile in tiles_of(len(leaves)):
        start, end = tile.index * WIDTH, tile.index * WIDTH + tile.width
        files[tile.path] = pack_leaves(leaves[start:end]) if tile.level < 0 else b"".join(rows[tile.level][start:end])
    head = Checkpoint(secret.key.name, len(leaves), root_of(rows[0]))
    return {**files, "checkpoint": str(sign_checkpoint(head, [(secret.key, secret.sign)])).encode()}


# --- what somebody may do; each returns what the verifier says


def a_file_changed(grown: Grown, chance: Random) -> str:
    path = chance.choice(["checkpoint", "checkpoint", *(tile.path for tile in tiles_of(grown.seen[-1].size))])
    other = mutated(chance, grown.files[path])
    said = grown.look({**grown.files, path: other})
    if path != "checkpoint" or other.partition(b"\n\n")[0] != grown.files[path].partition(b"\n\n")[0]:
        return said
    # What was signed stands there still; lines of keys that nobody knows say nothing, and a witness may be missing.
    return {"valid": "the same", "unwitnessed": "a witness is missing"}.get(said, said)


def changed(grown: Grown, chance: Random) -> list[bytes]:
    """The leaves with one of them edited, removed, doubled, or two in the place of each other; never as they were."""
    leaves = grown.leaves
    at, other = chance.sample(range(len(leaves) - 1), 2)
    edited = leaves[at].replace(b'"commit":"', b'"commit":"%x' % chance.randrange(16), 1)
    edited = edited[: edited.index(b'","log"') - 1] + edited[edited.index(b'","log"') :]
    if edited == leaves[at]:
        return changed(grown, chance)
    swapped = list(leaves)
    swapped[at], swapped[other] = swapped[other], swapped[at]
    return chance.choice(
        [
            [*leaves[:at], edited, *leaves[at + 1 :]],
            [*leaves[:at], *leaves[at + 1 :]],
            [*leaves[:at], leaves[other], *leaves[at:]],
            swapped,
        ]
    )


def leaves_changed_alone(grown: Grown, chance: Random) -> str:
    """Bundles are others, tiles and checkpoint stay."""
    return grown.look(with_other(grown, chance, "tile/entries/"))


def tiles_changed_too(grown: Grown, chance: Random) -> str:
    """Bundles and tiles are others and fit together; the checkpoint stays."""
    return grown.look(with_other(grown, chance, "tile/"))


def with_other(grown: Grown, chance: Random, part: str) -> Files:
    leaves = [*changed(grown, chance), grown.leaves[0]][: grown.seen[-1].size]
    other = written(leaves, grown.secret)
    return {**grown.files, **{name: raw for name, raw in other.items() if name.startswith(part)}}


def rewritten(grown: Grown, chance: Random) -> str:
    """The operator makes all anew, with its own key: for one who remembers, a fork; for others without witnesses."""
    files = written(changed(grown, chance), grown.secret)
    said = grown.look(files, grown.seen[-1])
    assert grown.look(files) == "unwitnessed"
    return said


def rewritten_later(grown: Grown, chance: Random) -> str:
    """The same, and the log has grown on."""
    leaves = changed(grown, chance)
    return grown.look(written([*leaves, *leaves[: chance.randrange(2, 300)]], grown.secret), grown.seen[-1])


def replayed(grown: Grown, chance: Random) -> str:
    """What was published once is shown again."""
    old = chance.randrange(len(grown.looks) - 1)
    return grown.look(grown.looks[old], grown.seen[-1])


def of_another_key(grown: Grown, chance: Random) -> str:
    """Somebody else signs in the log's name."""
    stranger = new_secret(grown.secret.key.name, ED25519)
    return grown.look(written(grown.leaves[: chance.randrange(1, 680)], stranger))


def cosigned_before(grown: Grown, chance: Random) -> str:
    """Lines of witnesses of an old head stand below the newest."""
    old = read_note(grown.looks[chance.randrange(len(grown.looks) - 1)]["checkpoint"])
    note = read_note(grown.files["checkpoint"])
    lines = (note.signatures[0], *old.signatures[1:])
    return grown.look({**grown.files, "checkpoint": str(replace(note, signatures=lines)).encode()})


def a_row_changed(grown: Grown, chance: Random) -> str:
    """A row of the database is another, and a receipt is made of it."""
    entry = chance.choice(grown.entries)
    name = chance.choice(["action", "at", "object_type", "object_id", "payload", "tenant", "actor", "role", "salt"])
    if name == "salt":
        return checked(replace(entry, salt=mutated(chance, entry.salt).ljust(32)[:32]), entry, grown)
    value = getattr(entry.record, name)
    other = spoiled(value, chance).get(name, value + "x")
    return checked(replace(entry, record=replace(entry.record, **{name: other})), entry, grown)


def spoiled(value: str, chance: Random) -> dict[str, str]:
    """What a field becomes that cannot be any text."""
    milliseconds = int(value[-4:-1]) if value[-4:-1].isdigit() else 0
    return {
        "action": "worksheets.submitted" if value != "worksheets.submitted" else "worksheets.withdrawn",
        "at": f"{value[:-4]}{(milliseconds + chance.randint(1, 998)) % 1000:03d}Z",
        "payload": value[:-1] + (',"z":1}' if value != "{}" else '"z":1}'),
    }


def checked(other: Waiting, entry: Waiting, grown: Grown) -> str:
    if other == entry:
        return "the same"
    try:
        found = pulau_verify.parse_receipt(str(receipt(other)).encode())
        return str(pulau_verify.check_receipt(found, grown.policy).state)
    except pulau_verify.VerifierError as fault:
        return fault.code


WAYS: list[tuple[Callable[[Grown, Random], str], int]] = [
    (a_file_changed, 8), (leaves_changed_alone, 2), (tiles_changed_too, 2), (rewritten, 3), (rewritten_later, 2),
    (replayed, 1), (of_another_key, 1), (cosigned_before, 1), (a_row_changed, 6),
]  # fmt: skip
EXPECTED = {
    "rewritten": {"fork", "rollback"}, "rewritten_later": {"fork"}, "replayed": {"rollback"},
    "of_another_key": {"no-log"}, "tiles_changed_too": {"root"},
    "cosigned_before": {"signature"}, "a_row_changed": {"path", "not-canonical", "the same"},
}  # fmt: skip


def tampered(grown: Grown, count: int, seed: int) -> dict[str, Counter[str]]:
    chance = Random(seed)  # noqa: S311 - the same cases each time
    said: dict[str, Counter[str]] = {}
    ways, weights = zip(*WAYS, strict=True)
    for way in chance.choices(ways, weights, k=count):
        said.setdefault(way.__name__, Counter())[way(grown, chance)] += 1
    return said


def total(said: Iterable[Counter[str]], word: str) -> int:
    return sum(each[word] for each in said)


@pytest.mark.parametrize("count", [200, pytest.param(20_000, marks=pytest.mark.nightly)])
def test_whatever_is_changed_in_a_real_log_is_found(grown: Grown, count: int) -> None:
    said = tampered(grown, count, 5)
    print(said)  # noqa: T201 - the figures, for whoever runs it with -s
    assert set(said) == {way.__name__ for way, _weight in WAYS}
    assert total(said.values(), "valid") == total(said.values(), "unwitnessed") == 0
    assert total(said.values(), "the same") <= count / 20
    for way, expected in EXPECTED.items():
        assert set(said[way]) <= expected, way
    assert checked_all(grown) == {"valid"}, "nothing honest is suspected"
    lenient = weakened("        if edge.root() != checkpoint.root:", "        if False:")
    assert grown.look(with_other(grown, Random(1), "tile/"), by=lenient) == "valid", "the control"  # noqa: S311 - the same


def checked_all(grown: Grown) -> set[str]:
    return {str(pulau_verify.check_receipt(read(entry), grown.policy).state) for entry in grown.entries[:10]}


def read(entry: Waiting) -> pulau_verify.Receipt:
    return pulau_verify.parse_receipt(str(receipt(entry)).encode())
