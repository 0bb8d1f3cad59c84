"""Policies, by all rules of C2SP tlog-policy."""

from __future__ import annotations

import pytest

from pulau.exchange.log.pulau_verify import Policy, Unreadable, parse_policy
from tests.exchange.log.honest import LOG, POLICY, Signer, base64_of, weakened

A, B, C, D = (Signer(f"{letter}.example") for letter in "abcd")
FOUR = f"log {LOG.vkey}\n" + "".join(f"witness {key.name[0]} {key.vkey}\n" for key in (A, B, C, D))
TO_COME = f"a.example+00000000+{base64_of(bytes([6]) + bytes(1312))}"
SAME_AS_LOG = Signer("x.example", 1, LOG.name)


def refused_at(text: str | bytes) -> int | str:
    """The number of the line that breaks a rule; `no-quorum`; or `taken`."""
    try:
        parse_policy(text if isinstance(text, bytes) else text.encode())
    except Unreadable as error:
        return int(str(error.facts["line"])) if error.code == "policy" else error.code
    return "taken"


def met(rules: str, cosigned: str) -> bool:
    return parse_policy((FOUR + rules).encode()).is_met_by(cosigned)


def test_the_policy_of_the_specification_is_taken() -> None:
    policy = parse_policy(POLICY.encode())
    assert [key.name for key in policy.logs] == [LOG.name]
    assert list(policy.witnesses) == ["ombudsman", "bpkp", "universitas"]
    assert policy.quorum == "all"


@pytest.mark.parametrize(
    ("rules", "enough", "too_few"),
    [
        ("quorum a\n", ["a", "ab"], ["", "bcd"]),
        ("quorum none\n", ["", "abcd"], []),
        ("group g any a b\nquorum g\n", ["a", "b", "ab"], ["", "cd"]),
        ("group g all a b c\nquorum g\n", ["abc", "abcd"], ["ab", "bcd", ""]),
        ("group g 2 a b c\nquorum g\n", ["ab", "ac", "bc", "abc"], ["a", "ad", ""]),
        ("group g any a b\ngroup h any c d\ngroup i all g h\nquorum i\n", ["ac", "bd"], ["ab", "cd", ""]),
        ("group g 2 a b c\ngroup h all g d\nquorum g\n", ["ab"], ["ad"]),
    ],
)
def test_a_quorum_is_met_by_these_and_not_by_those(rules: str, enough: list[str], too_few: list[str]) -> None:
    assert all(met(rules, each) for each in enough)
    assert not any(met(rules, each) for each in too_few)


def test_a_long_chain_of_groups_is_decided_without_recursion() -> None:
    chain = "group g0 any a\n" + "".join(f"group g{each} any g{each - 1}\n" for each in range(1, 5_000))
    assert met(chain + "quorum g4999\n", "a")
    assert not met(chain + "quorum g4999\n", "b")


GOOD = {
    "white space": FOUR.replace("witness a", " \twitness \t a") + "\t\n \t# komentar\n quorum \t a \t\n",
    "no last newline": FOUR + "quorum a",
    "no log": f"witness a {A.vkey}\nquorum a\n",
    "nothing but a quorum": "quorum none\n",
    "more after the quorum": f"witness a {A.vkey}\nquorum a\nlog {LOG.vkey}\n",
    "names like words": f"witness all {A.vkey}\nwitness any {B.vkey}\ngroup 2 2 all any\nquorum 2\n",
    "a name in UTF-8": f"witness universitas-é {A.vkey} https://universitas-é.example\nquorum universitas-é\n",
    "a key of a kind to come": f"witness a {TO_COME}\nquorum none\n",
}
BAD = {
    "unknown word": ("logs x\nquorum none\n", 1),
    "a word in capitals": ("Quorum none\n", 1),
    "two quorums": ("quorum none\nquorum none\n", 2),
    "no quorum": (FOUR, "no-quorum"),
    "empty": ("", "no-quorum"),
    "a quorum of nobody": ("quorum\n", 1),
    "a quorum of two": (FOUR + "quorum a b\n", 6),
    "an unknown quorum": (FOUR + "quorum e\n", 6),
    "a quorum before its name": (f"quorum a\nwitness a {A.vkey}\n", 1),
    "a log's name as quorum": (FOUR + f"quorum {LOG.name}\n", 6),
    "a log without a key": ("log\nquorum none\n", 1),
    "a log with too much": (f"log {LOG.vkey} https://a.example b\nquorum none\n", 1),
    "a log twice": (f"log {LOG.vkey}\nlog {LOG.vkey}\nquorum none\n", 2),
    "a log's key under another name": (
        f"log {LOG.vkey}\nlog {SAME_AS_LOG.vkey}\nquorum none\n",
        2,
    ),
    "a witness as log": (f"log {A.vkey}\nquorum none\n", 1),
    "a log as witness": (f"witness a {LOG.vkey}\nquorum none\n", 1),
    "a witness's key twice": (f"witness a {A.vkey}\nwitness b {Signer('x.example', 4, A.name).vkey}\nquorum none\n", 2),
    "a witness's name twice": (f"witness a {A.vkey}\nwitness a {B.vkey}\nquorum none\n", 2),
    "a witness named none": (f"witness none {A.vkey}\nquorum none\n", 1),
    "a witness without a key": ("witness a\nquorum none\n", 1),
    "a group with a witness's name": (FOUR + "group a any b c\nquorum a\n", 6),
    "a group named none": (FOUR + "group none any b c\nquorum none\n", 6),
    "a group twice": (FOUR + "group g any a\ngroup g any b\nquorum g\n", 7),
    "a group of nobody": (FOUR + "group g any\nquorum none\n", 6),
    "a group of itself": (FOUR + "group g any g\nquorum g\n", 6),
    "an unknown member": (FOUR + "group g any a e\nquorum g\n", 6),
    "none as member": (FOUR + "group g any a none\nquorum g\n", 6),
    "a member of a later line": (FOUR + "group g any a h\ngroup h any b\nquorum g\n", 6),
    "a member twice": (FOUR + "group g 2 a a\nquorum g\n", 6),
    "a member of two groups": (FOUR + "group g any a b\ngroup h any a c\nquorum h\n", 7),
    "none of them": (FOUR + "group g 0 a b\nquorum g\n", 6),
    "more than there are": (FOUR + "group g 3 a b\nquorum g\n", 6),
    "a leading zero": (FOUR + "group g 01 a b\nquorum g\n", 6),
    "minus one": (FOUR + "group g -1 a b\nquorum g\n", 6),
    "digits of elsewhere": (FOUR + "group g ١ a b\nquorum g\n", 6),
    "a rule in capitals": (FOUR + "group g ANY a b\nquorum g\n", 6),
    "carriage returns": ("quorum none\r\n", 1),
    "a form feed": ("\fquorum none\n", 1),
    "a nul in a comment": ("# \x00\nquorum none\n", 1),
    "delete in a comment": ("# \x7f\nquorum none\n", 1),
    "another space": (FOUR + "quorum\u00a0a\n", 6),
    "a key with another id": (f"log {LOG.vkey.replace('+', '+0', 1)}\nquorum none\n", 1),
    "an id in capitals": (f"log {LOG.name}+{LOG.key_id.hex().upper()}+{LOG.vkey.rpartition('+')[2]}\nquorum none\n", 1),
    "a key that is cut": (f"log {LOG.vkey[:-4]}\nquorum none\n", 1),
    "a key without a name": (f"log {LOG.vkey.removeprefix(LOG.name)}\nquorum none\n", 1),
    "no key": (f"log {LOG.name}+{LOG.key_id.hex()}+\nquorum none\n", 1),
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_what_the_rules_allow_is_taken(text: str) -> None:
    assert refused_at(text) == "taken"


@pytest.mark.parametrize(("text", "line"), BAD.values(), ids=BAD.keys())
def test_what_breaks_a_rule_is_refused_with_its_line(text: str, line: int | str) -> None:
    assert refused_at(text) == line


@pytest.mark.parametrize(
    "point", ["01" + "00" * 31, "ec" + "ff" * 30 + "7f", "ee" + "ff" * 30 + "7f", "02" + "00" * 31]
)
def test_a_key_of_small_order_or_in_another_form_is_refused(point: str) -> None:
    bad = Signer("x.example", 1)
    bad.__dict__["public"] = bytes.fromhex(point)
    assert refused_at(f"log {bad.vkey}\nquorum none\n") == 1


def test_octets_that_are_no_utf_8_are_opaque_names_and_never_key_names() -> None:
    text = f"witness \xff\xfe {A.vkey}\nquorum ".encode("latin-1")
    assert refused_at(text + b"\xff\xfe\n") == "taken"
    assert refused_at(text + b"\xff\xff\n") == 2
    assert refused_at(f"witness a {A.vkey}\n".encode().replace(b"a.example", b"\xff.example") + b"quorum none\n") == 1


def test_a_kelvin_sign_is_not_a_k() -> None:
    assert refused_at(f"witness K {A.vkey}\nwitness \u212a {B.vkey}\ngroup g all K \u212a\nquorum g\n") == "taken"
    assert refused_at(f"witness K {A.vkey}\nquorum \u212a\n") == 2


def test_thirty_two_logs_witnesses_and_groups_are_taken() -> None:
    logs = "".join(f"log {Signer(f'log{each}.example', 1).vkey}\n" for each in range(32))
    witnesses = "".join(f"witness w{each} {Signer(f'w{each}.example').vkey}\n" for each in range(32))
    groups = "".join(f"group g{each} any w{each}\n" for each in range(32))
    assert refused_at(logs + witnesses + groups + "quorum g31\n") == "taken"


def test_a_key_of_a_kind_that_cannot_be_checked_never_counts_as_signed() -> None:
    policy: Policy = parse_policy((GOOD["a key of a kind to come"].replace("quorum none", "quorum a")).encode())
    assert not policy.is_met_by([])


def test_the_control_a_rule_taken_out_is_missed() -> None:
    lenient = weakened(" or member in self.grouped", "")
    text, _ = BAD["a member of two groups"]
    assert lenient.parse_policy(text.encode()).quorum == "h"
