"""Policies (C2SP tlog-policy): what they say, and the line at which each wrong one is refused."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.log.checkpoints import cosigners_of
from pulau.core.log.notes import COSIGNATURE, ED25519, ML_DSA, Key, Note, Signature
from pulau.core.log.policies import LONGEST, Group, Party, PolicyRefused, read_policy
from pulau.exchange.log.keys import secret_of, verify
from tests.core.log.made import BPKP, LOG, OMBUDSMAN, ORIGIN, POLICY_TEXT, STRANGER, UNIVERSITY, policy, signed

WITNESSES = [OMBUDSMAN.key, BPKP.key, UNIVERSITY.key]
ROTATED = secret_of(ORIGIN, ED25519, b"\x11" * 32).key
THREE = f"witness a {BPKP.key.vkey}\nwitness b {OMBUDSMAN.key.vkey}\nwitness c {UNIVERSITY.key.vkey}\n"


def test_the_policy_of_the_specification_is_read() -> None:
    found = policy()
    assert found.logs == (Party(ORIGIN, LOG.key),)
    assert found.witnesses == (
        Party("ombudsman", OMBUDSMAN.key, "https://witness.example/"),
        Party("bpkp", BPKP.key),
        Party("universitas", UNIVERSITY.key),
    )
    assert found.groups == {"others": Group(1, ("bpkp", "universitas")), "all": Group(2, ("ombudsman", "others"))}
    assert found.quorum == "all"


def test_the_ombudsman_and_one_other_make_the_quorum() -> None:
    found = policy()
    for keys in chain.from_iterable(combinations(WITNESSES, count) for count in range(4)):
        assert found.reached(keys) == (OMBUDSMAN.key in keys and len(keys) >= 2)
    assert not found.reached([STRANGER.key, OMBUDSMAN.key])
    assert not found.reached([BPKP.key, UNIVERSITY.key])


@given(st.integers(1, 3), st.sets(st.integers(0, 2)))
def test_a_group_is_reached_by_so_many_of_its_members(least: int, who: set[int]) -> None:
    found = read_policy(f"{THREE}group g {least} a b c\nquorum g\n".encode())
    keys = [found.witnesses[each].key for each in who]
    assert found.reached(keys) == (len(keys) >= least)


@pytest.mark.parametrize(("word", "least"), [("any", 1), ("all", 3), ("2", 2)])
def test_any_is_one_and_all_is_every_member(word: str, least: int) -> None:
    assert read_policy(f"{THREE}group g {word} a b c\nquorum g\n".encode()).groups["g"] == Group(least, ("a", "b", "c"))


def test_keys_of_the_future_may_stand_in_a_policy_and_count_for_nobody_yet() -> None:
    future = Key("later.example/witness", ML_DSA, b"\x07" * 1312)
    found = read_policy(f"witness later {future.vkey}\nwitness a {BPKP.key.vkey}\nquorum a\n".encode())
    assert found.witnesses[0].key == future
    note = Note(signed(3, bytes(32)).text, (Signature(future.name, future.id, b"x" * 2428),))
    assert cosigners_of(note, [each.key for each in found.witnesses], verify) == ()


def test_a_single_witness_may_be_the_quorum_and_so_may_nobody() -> None:
    one = read_policy(f"witness a {BPKP.key.vkey}\nquorum a\n".encode())
    assert one.reached([BPKP.key])
    assert not one.reached([])
    assert read_policy(b"quorum none").reached([])
    assert read_policy(b"quorum none\n").logs == ()


def test_a_log_may_have_two_keys_while_they_are_changed() -> None:
    found = read_policy(f"log {LOG.key.vkey} https://a.example/log\nlog {ROTATED.vkey}\nquorum none\n".encode())
    assert found.logs_of(ORIGIN) == (LOG.key, ROTATED)
    assert found.logs_of("other.example") == ()
    assert found.logs[0].url == "https://a.example/log"


def test_a_key_may_be_that_of_a_log_and_of_a_witness() -> None:
    """Their signatures are over different messages; tlog-policy forbids only two logs or two witnesses with one key."""
    both = Key("both.example", COSIGNATURE, LOG.key.public)
    found = read_policy(f"log {LOG.key.vkey}\nwitness a {both.vkey}\nquorum a\n".encode())
    assert found.reached([both])
    assert not found.reached([LOG.key])


def test_spaces_tabs_comments_and_empty_lines_mean_nothing() -> None:
    spaced = POLICY_TEXT.replace(" ", " \t  ").replace("\n", "  \t\n\n \t # a comment: log nobody\n\t")
    assert read_policy(spaced.encode()) == policy()
    assert read_policy(POLICY_TEXT.rstrip("\n").encode()) == policy()


def test_bytes_above_0x7f_mean_nothing_but_themselves() -> None:
    told = THREE.encode().replace(b"witness a", b"witness \xe2\x84\xaa").replace(b"witness b", b"witness \xff")
    found = read_policy(b"# \xfe\xff\n" + told + b"group g all \xe2\x84\xaa \xff\nquorum g\n")
    assert found.groups["g"].members == ("\u212a", "\udcff")
    assert found.reached([BPKP.key, OMBUDSMAN.key])
    with pytest.raises(PolicyRefused, match="line 4"):
        read_policy(told + b"group g all K\nquorum g\n")


def test_a_log_is_called_as_its_key() -> None:
    assert policy().logs[0].name == ORIGIN


def test_a_hard_space_is_part_of_a_name() -> None:
    assert read_policy(f"witness a\u00a0b {BPKP.key.vkey}\nquorum a\u00a0b\n".encode()).witnesses[0].name == "a\u00a0b"


A, B = f"witness a {BPKP.key.vkey}", f"witness b {OMBUDSMAN.key.vkey}"
LOG_LINE = f"log {LOG.key.vkey}"
UNWRITTEN = LOG.key.vkey.encode().replace(ORIGIN.encode(), b"\xff")


@pytest.mark.parametrize(
    ("lines", "line", "why"),
    [
        ([], 0, "there is no quorum line"),
        ([A], 0, "there is no quorum line"),
        (["quorum none", "quorum none"], 2, "not a line of a policy"),
        (["quorum"], 1, "not a line of a policy"),
        (["quorum none none"], 1, "not a line of a policy"),
        (["quorum a", A], 1, "not a line of a policy"),
        ([A, "quorum b"], 2, "not a line of a policy"),
        ([LOG_LINE, f"quorum {ORIGIN}"], 2, "not a line of a policy"),
        (["Quorum none"], 1, "not a line of a policy"),
        (["quorum none\u00a0"], 1, "not a line of a policy"),
        (["\u3000quorum none"], 1, "not a line of a policy"),
        (["what is this"], 1, "not a line of a policy"),
        (["log"], 1, "not a line of a policy"),
        ([f"{LOG_LINE} https://a/ https://b/"], 1, "not a line of a policy"),
        ([f"{LOG_LINE}x"], 1, "not base64"),
        ([f"log {BPKP.key.vkey}"], 1, "not of a kind that belongs here"),
        ([LOG_LINE, LOG_LINE], 2, "the key stands there already"),
        ([LOG_LINE, f"log {Key('other.example', ED25519, LOG.key.public).vkey}"], 2, "the key stands there already"),
        (["witness a"], 1, "not a line of a policy"),
        ([f"{A} https://a/ https://b/"], 1, "not a line of a policy"),
        ([f"witness a {LOG.key.vkey}"], 1, "not of a kind that belongs here"),
        ([A, B.replace(" b ", " a ")], 2, "the name 'a' is taken"),
        ([A, A.replace(" a ", " b ")], 2, "the key stands there already"),
        ([f"witness none {BPKP.key.vkey}"], 1, "the name 'none' is taken"),
        ([A, "group"], 2, "not a line of a policy"),
        ([A, "group g all"], 2, "not a line of a policy"),
        ([A, "group a all a"], 2, "the name 'a' is taken"),
        ([A, "group none all a"], 2, "the name 'none' is taken"),
        ([A, B, "group g all a", "group g all b"], 4, "the name 'g' is taken"),
        ([A, "group g all g"], 2, "'g' is not known yet, or a member already"),
        ([A, "group g all a g"], 2, "'g' is not known yet, or a member already"),
        ([A, "group g all b", B], 2, "'b' is not known yet, or a member already"),
        ([A, "group g all a none"], 2, "'none' is not known yet, or a member already"),
        ([A, "group g all a a"], 2, "'a' is not known yet, or a member already"),
        ([A, B, "group g all a", "group h all a b"], 4, "'a' is not known yet, or a member already"),
        ([A, B, "group g 0 a b"], 3, "'0' of 2 members"),
        ([A, B, "group g 3 a b"], 3, "'3' of 2 members"),
        ([A, B, "group g 02 a b"], 3, "'02' of 2 members"),
        ([A, B, "group g -1 a b"], 3, "'-1' of 2 members"),
        ([A, B, "group g some a b"], 3, "'some' of 2 members"),
        ([A, B, "group g 10000 a b"], 3, "'10000' of 2 members"),
        ([A, B, "group g ٢ a b"], 3, "'٢' of 2 members"),
    ],
)
def test_a_wrong_policy_is_refused_with_its_line(lines: list[str], line: int, why: str) -> None:
    with pytest.raises(PolicyRefused) as refused:
        read_policy("\n".join(lines).encode())
    assert (refused.value.line, why in refused.value.reason) == (line, True), refused.value
    assert str(refused.value) == (f"line {line}: {refused.value.reason}" if line else refused.value.reason)


def test_a_key_whose_name_no_note_can_hold_is_refused_with_its_line() -> None:
    with pytest.raises(PolicyRefused, match="line 2: a key has a name in UTF-8"):
        read_policy(b"# first\nlog " + UNWRITTEN + b"\nquorum none\n")


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x0b", "\r", "\x1f", "\x7f"])
def test_a_policy_has_no_control_signs(sign: str) -> None:
    with pytest.raises(PolicyRefused, match=r"^too long, or with control signs$") as refused:
        read_policy(f"quorum none{sign}\n".encode())
    assert refused.value.line == 0


def test_a_policy_is_not_longer_than_200000_bytes() -> None:
    longest = b"quorum none\n#" + b"x" * (LONGEST - 13)
    assert len(longest) == 200_000
    assert read_policy(longest).quorum == "none"
    with pytest.raises(PolicyRefused, match="too long"):
        read_policy(longest + b"x")


@given(st.lists(st.sampled_from([A, B, LOG_LINE, "group g any a", "group h 1 a b", "group g", "quorum g", "quorum a"])))
def test_no_lines_do_more_to_the_reader_than_be_refused(lines: list[str]) -> None:
    try:
        found = read_policy("\n".join(lines).encode())
    except PolicyRefused:
        return
    assert found.reached([each.key for each in found.witnesses])
    assert not found.reached([])
