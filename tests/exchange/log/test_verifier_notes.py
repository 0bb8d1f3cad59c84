"""Signed notes, checkpoints and their signatures, as C2SP's signed-note, tlog-checkpoint and tlog-cosignature say."""

from __future__ import annotations

from types import ModuleType

import pytest

from pulau.exchange.log import pulau_verify
from tests.exchange.log.honest import BPKP, CAMPUS, LOG, NOW, OMBUDSMAN, POLICY, HonestLog, Signer, base64_of, weakened

TREE = HonestLog(5)
BODY = TREE.body()
SIGNED = LOG.line(BODY)
STRANGER = Signer("orang.example")


def opened(note: str, policy: str = POLICY, by: ModuleType = pulau_verify) -> str:
    """`valid`, `unwitnessed`, or the code of the fault."""
    try:
        checkpoint = by.open_checkpoint(note, by.parse_policy(policy.encode()))
    except by.VerifierError as error:
        return str(error.code)
    return "valid" if checkpoint.quorum else "unwitnessed"


def witnesses(note: str) -> list[tuple[str, int]]:
    checkpoint = pulau_verify.open_checkpoint(note, pulau_verify.parse_policy(POLICY.encode()))
    return [(each.witness, each.time) for each in checkpoint.cosigned]


def test_the_quorum_is_the_ombudsman_and_one_of_the_others() -> None:
    assert opened(TREE.note(5, LOG, OMBUDSMAN, BPKP)) == "valid"
    assert opened(TREE.note(5, LOG, CAMPUS, OMBUDSMAN)) == "valid"
    assert opened(TREE.note(5, LOG, OMBUDSMAN, BPKP, CAMPUS)) == "valid"
    assert opened(TREE.note(5, LOG, BPKP, CAMPUS)) == "unwitnessed"
    assert opened(TREE.note(5, LOG, OMBUDSMAN)) == "unwitnessed"
    assert opened(TREE.note(5, LOG)) == "unwitnessed"


def test_it_says_which_witnesses_signed_and_when() -> None:
    note = TREE.note(5, LOG) + CAMPUS.line(BODY, NOW + 9) + OMBUDSMAN.line(BODY, NOW) + OMBUDSMAN.line(BODY, NOW - 5)
    assert witnesses(note) == [("ombudsman", NOW - 5), ("universitas", NOW + 9)]


def test_without_the_log_nothing_is_believed() -> None:
    assert opened(TREE.note(5, OMBUDSMAN, BPKP)) == "no-log"
    assert opened(TREE.note(5, Signer("lain.example", 1), OMBUDSMAN, BPKP)) == "no-log"
    assert opened(TREE.note(5, Signer(LOG.name, 1, "another key"), OMBUDSMAN, BPKP)) == "no-log"


def test_a_log_signs_for_its_own_origin_only() -> None:
    other = Signer("lain.example", 1)
    policy = f"log {other.vkey}\n" + POLICY
    text = BODY.replace(LOG.name, "lain.example")
    assert opened(f"{text}\n{other.line(text)}{OMBUDSMAN.line(text)}{BPKP.line(text)}", policy) == "valid"
    assert opened(f"{text}\n{LOG.line(text)}{OMBUDSMAN.line(text)}{BPKP.line(text)}", policy) == "no-log"
    lenient = weakened("signed = signed or line.name == origin", "signed = True")
    assert opened(f"{text}\n{LOG.line(text)}{OMBUDSMAN.line(text)}{BPKP.line(text)}", policy, lenient) == "valid"


def test_a_rotated_key_of_the_log_may_stand_beside_the_old_one() -> None:
    new = Signer(LOG.name, 1, "rotated")
    assert opened(TREE.note(5, new, OMBUDSMAN, BPKP), f"log {new.vkey}\n" + POLICY) == "valid"
    assert opened(TREE.note(5, new, LOG, OMBUDSMAN, BPKP)) == "valid"


def test_signatures_of_unknown_keys_are_passed_over() -> None:
    for extra in (
        STRANGER.line(BODY),
        Signer(OMBUDSMAN.name, 4, "another key").line(BODY),
        f"— {OMBUDSMAN.name} {base64_of(b'abcd' + bytes(2428))}\n",  # ML-DSA-44 has its own key id
        f"— apa.example {base64_of(BPKP.key_id + bytes(72))}\n",  # the key id alone is not the key
    ):
        assert opened(TREE.note() + extra) == "valid"
        assert opened(TREE.note(5, LOG, OMBUDSMAN) + extra) == "unwitnessed"


@pytest.mark.parametrize("signer", [LOG, OMBUDSMAN, BPKP, CAMPUS], ids=["log", "ombudsman", "bpkp", "campus"])
def test_one_bad_signature_of_a_known_key_spoils_the_note(signer: Signer) -> None:
    for signature in (
        signer.signature(BODY + "x"),
        signer.signature(BODY)[:-1],
        signer.signature(BODY) + b"\x00",
        signer.key_id + bytes(72),
        signer.key_id + b"\x00",
    ):
        assert opened(f"{TREE.note()}— {signer.name} {base64_of(signature)}\n") == "signature"


def test_the_time_of_a_cosignature_is_signed_too() -> None:
    signature = OMBUDSMAN.signature(BODY, NOW)
    moved = signature[:4] + (NOW - 86_400).to_bytes(8, "big") + signature[12:]
    assert opened(f"{TREE.note(5, LOG, BPKP)}— {OMBUDSMAN.name} {base64_of(moved)}\n") == "signature"
    lenient = weakened('f"cosignature/v1\\ntime {seconds}\\n{text}"', f'f"cosignature/v1\\ntime {NOW}\\n{{text}}"')
    assert opened(f"{TREE.note(5, LOG, BPKP)}— {OMBUDSMAN.name} {base64_of(moved)}\n", by=lenient) == "valid"


def test_a_time_beyond_63_bits_is_refused_and_the_last_one_before_is_not() -> None:
    assert opened(TREE.note(5, LOG, BPKP) + OMBUDSMAN.line(BODY, 2**63)) == "signature"
    assert opened(TREE.note(5, LOG, BPKP) + OMBUDSMAN.line(BODY, 2**63 - 1)) == "valid"


def test_a_time_to_come_is_a_warning_and_no_fault() -> None:
    checkpoint = pulau_verify.open_checkpoint(TREE.note(), pulau_verify.parse_policy(POLICY.encode()))
    assert checkpoint.quorum
    assert [each.code for each in pulau_verify.warnings_of(checkpoint, NOW - 1)] == ["future", "future"]
    assert pulau_verify.warnings_of(checkpoint, NOW) == []


LINE = SIGNED.rstrip("\n")
BAD_NOTES = {
    "empty": "",
    "no signature": BODY + "\n",
    "no blank line": BODY + SIGNED,
    "no last newline": BODY + "\n" + LINE,
    "a line too many": BODY + "\n" + SIGNED + "\n",
    "carriage returns": (BODY + "\n" + SIGNED).replace("\n", "\r\n"),
    "a tab": BODY + "\n" + SIGNED.replace(" ", "\t", 1),
    "a nul": BODY.replace("/", "\x00") + "\n" + SIGNED,
    "a hyphen": BODY + "\n" + SIGNED.replace("—", "-"),
    "an en dash": BODY + "\n" + SIGNED.replace("—", "–"),
    "two spaces": BODY + "\n" + SIGNED.replace("— ", "—  "),
    "a space at the end": BODY + "\n" + LINE + " \n",
    "no name": BODY + "\n" + SIGNED.replace(LOG.name, ""),
    "a plus in a name": BODY + "\n" + SIGNED + STRANGER.line(BODY).replace("orang", "o+rang"),
    "a space in a name": BODY + "\n" + SIGNED + STRANGER.line(BODY).replace("orang", "o\u00a0rang"),
    "half a surrogate": BODY + "\n" + SIGNED + STRANGER.line(BODY).replace("orang", "o\ud83drang"),
    "no base64": BODY + "\n" + SIGNED + "— orang.example ***\n",
    "base64 cut": BODY + "\n" + SIGNED + "— orang.example " + base64_of(bytes(9))[:-1] + "\n",
    "base64 with other last bits": BODY + "\n" + SIGNED + "— orang.example AAAAAAB=\n",
    "a key id alone": BODY + "\n" + SIGNED + "— orang.example " + base64_of(bytes(4)) + "\n",
    "too many": BODY + "\n" + SIGNED + STRANGER.line(BODY) * 64,
    "too long": "x" * (1 << 20) + "\n" + BODY + "\n" + SIGNED,
}


@pytest.mark.parametrize("note", BAD_NOTES.values(), ids=BAD_NOTES.keys())
def test_a_note_in_any_other_form_is_refused(note: str) -> None:
    assert opened(note) == "note"


def test_sixty_four_signatures_are_taken() -> None:
    assert opened(TREE.note() + STRANGER.line(BODY) * 61) == "valid"


ROOT = base64_of(TREE.mth(0, 5))
BAD_BODIES = {
    "no root": f"{LOG.name}\n5\n",
    "an empty line": f"{LOG.name}\n5\n{ROOT}\n\nmore\n",
    "no origin": f"\n5\n{ROOT}\n",
    "no size": f"{LOG.name}\n\n{ROOT}\n",
    "a leading zero": f"{LOG.name}\n05\n{ROOT}\n",
    "a sign": f"{LOG.name}\n+5\n{ROOT}\n",
    "minus": f"{LOG.name}\n-5\n{ROOT}\n",
    "a space": f"{LOG.name}\n5 \n{ROOT}\n",
    "a fraction": f"{LOG.name}\n5.0\n{ROOT}\n",
    "digits of elsewhere": f"{LOG.name}\n٥\n{ROOT}\n",
    "too large a size": f"{LOG.name}\n{2**63}\n{ROOT}\n",
    "too short a root": f"{LOG.name}\n5\n{base64_of(bytes(31))}\n",
    "too long a root": f"{LOG.name}\n5\n{base64_of(bytes(33))}\n",
    "no base64": f"{LOG.name}\n5\n{ROOT[:-1]}!\n",
    "a root without its end": f"{LOG.name}\n5\n{ROOT[:-1]}\n",
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_checkpoint_in_any_other_form_is_refused_though_well_signed(body: str) -> None:
    note = f"{body}\n{LOG.line(body)}{OMBUDSMAN.line(body)}{BPKP.line(body)}"
    assert opened(note) == "checkpoint"


def test_extension_lines_are_signed_and_passed_over() -> None:
    body = BODY + "tambahan\n"
    assert opened(f"{body}\n{LOG.line(body)}{OMBUDSMAN.line(body)}{BPKP.line(body)}") == "valid"
    assert opened(f"{body}\n{LOG.line(BODY)}{OMBUDSMAN.line(body)}{BPKP.line(body)}") == "signature"
