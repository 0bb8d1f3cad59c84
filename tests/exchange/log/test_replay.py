"""A published score is computed anew by a program that knows nothing of Pulau, and held against the log."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from pulau.core.regulation.law_digest import law_of
from pulau.core.scoring.answers import exact_answers, take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.scoring.model import Unanswered
from pulau.core.shared.digest import canonical_bytes
from pulau.exchange.figures import figures_of
from pulau.exchange.log import pulau_replay, pulau_verify
from pulau.exchange.packs import load_pack
from pulau.exchange.result_json import options_of, replay_digest
from tests.exchange.log.honest import LOG, POLICY, canonical, weakened
from tests.exchange.log.scored import (
    FORMS,
    claimed,
    log_of,
    plain_told,
    proven_text,
    random_scores,
    random_sheet,
    score_text,
)

if TYPE_CHECKING:
    from types import ModuleType

    from pulau.exchange.figures import Figures

READ_POLICY = pulau_verify.parse_policy(POLICY.encode())
NEWEST = FORMS[0]


def plain(value: object) -> Any:  # noqa: ANN401 - JSON
    return json.loads(canonical_bytes(value))


@cache
def law(pack_id: str) -> Any:  # noqa: ANN401 - JSON
    return plain(law_of(load_pack(pack_id)))


def replayed(figures: Figures) -> Any:  # noqa: ANN401 - JSON
    evaluation = figures.evaluation
    answers = plain(exact_answers(evaluation.answers))
    return pulau_replay.replayed(law(evaluation.pack.id), answers, plain(options_of(evaluation)))


def verdict(text: str, *, by: ModuleType = pulau_verify) -> str:
    """`replayed`, `unproven`, or the code of the fault, with where it differs."""
    try:
        found = by.check_score(text, by.parse_policy(POLICY.encode()))
    except by.VerifierError as error:
        return " ".join([error.code, *map(str, error.facts.values())])
    return "replayed" if found.receipt is not None and found.receipt.checkpoint.quorum else "unproven"


def some_score(seed: int = 1, pack_id: str = NEWEST) -> Figures:
    return next(random_scores(pack_id, 1, seed))


def full_score() -> Figures:
    """A score of a sheet with every answer in it."""
    pack = load_pack(NEWEST)
    random = Random(5)  # noqa: S311 - sheets to try, no secrets
    sheets = (random_sheet(pack, random) for _ in range(1000))
    sheet = next(each for each in sheets if len(each) == len(pack.items))
    return figures_of(evaluate(pack, take_answers(pack, sheet), prior_title="WBK"))


def changed(text: str, *path: str, to: object) -> str:
    score = json.loads(text)
    place = score
    for name in path[:-1]:
        place = place[name]
    assert place.get(path[-1]) != to
    place[path[-1]] = to
    return canonical(score)


def agree(pack_id: str, many: int, seed: int) -> None:
    for figures in random_scores(pack_id, many, seed):
        assert canonical(replayed(figures)).encode() == canonical_bytes(claimed(figures)), figures.evaluation.answers


def test_every_form_that_can_be_scored_is_tried() -> None:
    assert set(FORMS) == {"permenpan-rb-90-2021", "permenpan-rb-10-2019", "permenpan-rb-52-2014"}


@pytest.mark.parametrize("pack_id", FORMS)
def test_three_hundred_sheets_come_out_byte_for_byte_as_pulau_scores_them(pack_id: str) -> None:
    agree(pack_id, 300, seed=8)


@pytest.mark.nightly
@pytest.mark.parametrize("pack_id", FORMS)
def test_ten_thousand_sheets_come_out_byte_for_byte_as_pulau_scores_them(pack_id: str) -> None:
    agree(pack_id, 10_000, seed=2026)


@pytest.mark.parametrize("pack_id", FORMS)
def test_sheets_whose_means_leave_out_what_is_unanswered_come_out_too(pack_id: str) -> None:
    pack, random = load_pack(pack_id), Random(3)  # noqa: S311 - the same
    for _ in range(100):
        sheet = take_answers(pack, random_sheet(pack, random))
        figures = figures_of(evaluate(pack, sheet, unanswered=Unanswered.SKIP))
        assert canonical(replayed(figures)).encode() == canonical_bytes(claimed(figures))


@pytest.mark.parametrize("pack_id", FORMS)
def test_the_law_in_a_score_file_is_the_text_whose_digest_is_the_rules_digest(pack_id: str) -> None:
    text = score_text(some_score(pack_id=pack_id))
    assert pulau_verify.digest_of(json.loads(text)["law"]) == load_pack(pack_id).rules_digest


def test_the_digests_are_those_of_pulau() -> None:
    figures = some_score()
    found = pulau_verify.check_score(score_text(figures), READ_POLICY).told
    evaluation = figures.evaluation
    assert found["answers"] == evaluation.answers.digest
    assert found["replay"] == replay_digest(evaluation)
    assert found["result"] == figures.digest
    assert found == plain_told(figures)


def test_a_number_that_no_decimal_writes_is_told_exactly() -> None:
    pack = load_pack(NEWEST)
    answers = take_answers(pack, {"H1.a": "3." + "1" * 30})
    figures = figures_of(evaluate(pack, answers))
    assert "/" in str(exact_answers(answers)["H1.a"])
    assert canonical(replayed(figures)).encode() == canonical_bytes(claimed(figures))


def test_a_score_with_its_receipt_is_replayed_and_proven() -> None:
    figures = full_score()
    assert verdict(proven_text(figures, log_of(figures))) == "replayed"


def test_without_a_receipt_or_without_the_witnesses_it_is_replayed_and_not_proven() -> None:
    figures = full_score()
    assert verdict(score_text(figures)) == "unproven"
    assert verdict(proven_text(figures, log_of(figures), LOG)) == "unproven"


def test_another_answer_is_found_whatever_the_claim() -> None:
    figures = full_score()
    text = proven_text(figures, log_of(figures))
    sheet = json.loads(text)["answers"]
    answers = dict(sheet, **{"P1.i.a": "Tidak" if sheet["P1.i.a"] == "Ya" else "Ya"})
    assert verdict(canonical({**json.loads(text), "answers": answers})).startswith("differs result.exact.")
    pack = load_pack(NEWEST)
    other = figures_of(evaluate(pack, take_answers(pack, answers), prior_title="WBK"))
    dressed = proven_text(other, log_of(figures))  # everything fits together, but for the log
    assert verdict(dressed).startswith("differs log.answers, log.replay, log.result")


def test_another_law_is_found_though_the_sums_fit_it() -> None:
    figures = full_score()
    text = json.loads(proven_text(figures, log_of(figures)))
    text["law"]["titles"]["WBK"]["gates"][0]["minimum"] = "1"
    result = pulau_replay.replayed(text["law"], text["answers"], text["options"])
    rules = pulau_verify.digest_of(text["law"])
    replay = {"rules": rules, "answers": text["digests"]["answers"], "options": text["options"], "engine": "1"}
    text |= {"result": result, "digests": {**text["digests"], "rules": rules, "replay": pulau_verify.digest_of(replay)}}
    assert verdict(canonical(text)).startswith("differs log.replay, ")
    assert verdict(canonical(text)).endswith("log.rules, packs") or "packs" in verdict(canonical(text))


def test_a_law_that_the_installation_never_told_is_found() -> None:
    figures = full_score()
    log = log_of(figures)
    log.rules[NEWEST] = "0" * 64
    assert verdict(proven_text(figures, type(log)(scores=log.scores, rules=log.rules))) == "differs packs"


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("result", "exact", "total"), "99.5"),
        (("result", "printed", "total"), "9950"),
        (("result", "exact", "areas.5.percent"), "100"),
        (("result", "gates", "WBK.total"), "yes"),
        (("result", "titles", "WBK"), 1),
        (("digests", "answers"), "0" * 64),
        (("about", "unit"), "LAIN"),
        (("about", "year"), "2025"),
        (("options", "prior_title"), "WBBM"),
    ],
)
def test_another_claim_is_found_and_named(path: tuple[str, ...], to: object) -> None:
    figures = full_score()
    told = verdict(changed(proven_text(figures, log_of(figures)), *path, to=to))
    named = {"about": f"log.{path[-1]}", "options": "digests.replay"}.get(path[0], ".".join(path))
    assert told.startswith("differs ")
    assert named in told


@pytest.mark.parametrize("name", ["answers", "replay", "result", "rules", "total", "titles", "level"])
def test_a_log_that_told_anything_else_is_found(name: str) -> None:
    figures = full_score()
    assert verdict(proven_text(figures, log_of(figures, **{name: "lain"}))) == f"differs log.{name}"


def test_a_receipt_of_another_entry_proves_nothing() -> None:
    figures = full_score()
    log = log_of(figures)
    text = score_text(figures, receipt=json.dumps(log.receipt(5)))
    assert verdict(text) == "differs log"


def test_a_receipt_whose_record_was_changed_is_refused() -> None:
    figures = full_score()
    log = log_of(figures)
    receipt = log.receipt(3)
    receipt["record"] = receipt["record"].replace('"total":"', '"total":"1')
    assert verdict(score_text(figures, receipt=json.dumps(receipt))) == "commit"


def test_sheets_that_are_none_are_refused() -> None:
    text = score_text(full_score())
    score = json.loads(text)
    ratio = next(key for key, item in score["law"]["items"].items() if "due" in item["answer"])
    for item, answer in (
        ("P1.i.a", "Mungkin"), ("P1.i.a", {"x": "1"}), ("H1.a", "4.1"), ("H1.a", "-1"), ("H1.a", "1e3"), ("XX", "Ya"),
        (ratio, {"x": "1"}), (ratio, "Ya"), (ratio, dict.fromkeys(score["answers"][ratio], "1.5")),
        (ratio, dict.fromkeys(score["answers"][ratio], "٣")), ("H1.a", "٣"),
    ):  # fmt: skip
        bad = canonical({**score, "answers": {**score["answers"], item: answer}})
        assert verdict(bad) == "score", (item, answer)
    for name in ("law", "answers", "options", "about", "result"):
        assert verdict(canonical({**score, name: []})).split()[0] in {"score", "differs"}
        assert verdict(canonical({key: value for key, value in score.items() if key != name})) == "score"
    assert verdict(text + "\n").startswith("not-canonical")
    assert verdict(canonical({**score, "engine": "2"})) == "score"


def test_mutations_are_all_found() -> None:
    mutate(80, seed=1)


@pytest.mark.nightly
def test_thousands_of_mutations_are_all_found() -> None:
    mutate(5_000, seed=2)


def mutate(many: int, seed: int) -> None:
    """Change one leaf of the file, anywhere but in the proofs, which have tests of their own."""
    random, figures = Random(seed), full_score()  # noqa: S311 - the same
    text = proven_text(figures, log_of(figures))
    assert verdict(text) == "replayed"
    score = json.loads(text)
    places = list(leaves(score))
    for path in random.choices(places, k=many):
        place = json.loads(text)
        inner = place
        for name in path[:-1]:
            inner = inner[name]
        inner[path[-1]] = another(inner[path[-1]], random)
        assert verdict(canonical(place)) not in {"replayed", "unproven"}, path


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Any:  # noqa: ANN401 - JSON
    if path in {("receipt",), ("packs",)}:
        return
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, name))
    else:
        yield path


def another(value: object, random: Random) -> object:
    if isinstance(value, bool):
        return not value
    text = str(value)
    choices = [f"{text}0" if text.isdecimal() else f"{text}x", "", None, "0" if text != "0" else "1", 1, [text]]
    return random.choice([each for each in choices if each != value])


def test_a_verifier_that_compares_nothing_with_the_log_finds_nothing() -> None:
    """The control: with that one check taken out, a score that was never locked passes."""
    blind = weakened('told_in(receipt, "scores", about.get("level")), told, "log")', 'told, told, "log")')
    blind.__file__ = pulau_verify.__file__
    figures = full_score()
    text = proven_text(figures, log_of(figures, total="12.5"))
    assert verdict(text) == "differs log.total"
    assert verdict(text, by=blind) == "replayed"


def test_the_command_says_what_was_proven(tmp_path: Path) -> None:
    figures = full_score()
    log = log_of(figures)
    texts = {
        "baik": proven_text(figures, log),
        "lain": changed(proven_text(figures, log), "result", "exact", "total", to="99"),
        "polos": score_text(figures),
        "rusak": "{",
    }
    (tmp_path / "kebijakan").write_text(POLICY, encoding="utf-8")
    found = {}
    for name, text in texts.items():
        path = tmp_path / f"{name}.json"
        path.write_text(text, encoding="utf-8")
        found[name] = run("pulau_verify.py", "replay", str(path), str(tmp_path / "kebijakan"))
    assert {name: code for name, (code, _) in found.items()} == {"baik": 0, "lain": 1, "polos": 3, "rusak": 1}
    assert found["baik"][1].startswith("TERHITUNG ULANG DAN TERBUKTI")
    assert figures.exact["total"] in found["baik"][1]
    assert "result.exact.total" in found["lain"][1]
    assert found["polos"][1].startswith("TERHITUNG ULANG, BELUM TERBUKTI")
    english = run(
        "pulau_verify.py", "replay", str(tmp_path / "baik.json"), str(tmp_path / "kebijakan"), "--lang", "en", "--json"
    )
    assert json.loads(english[1])["verdict"] == "replayed"


def test_the_monitor_replays_the_scores_of_a_folder_and_names_the_one_that_was_changed(tmp_path: Path) -> None:
    figures = full_score()
    log = log_of(figures)
    text = proven_text(figures, log)
    held = tmp_path / "nilai"
    held.mkdir()
    (held / "dulu.pulau-score.json").write_text(text, encoding="utf-8")
    (tmp_path / "kebijakan").write_text(POLICY, encoding="utf-8")
    tree, state = str(log.write(tmp_path / "cermin")), str(tmp_path / "keadaan")
    asked = ("pulau_verify.py", "monitor", tree, str(tmp_path / "kebijakan"), "--state", state)
    code, said = run(*asked, "--records", str(held), "--json")
    assert (code, json.loads(said)["records"]["valid"]) == (0, 1)
    lifted = changed(text, "result", "exact", "total", to="99")
    (held / "kini.pulau-score.json").write_text(lifted, encoding="utf-8")
    code, said = run(*asked, "--records", str(held), "--json")
    faults = json.loads(said)["records"]["faults"]
    assert (code, set(faults)) == (1, {"kini.pulau-score.json"})
    assert "result.exact.total" in faults["kini.pulau-score.json"]["facts"]["where"]


def test_the_sums_alone_can_be_run_too(tmp_path: Path) -> None:
    text = score_text(full_score())
    (tmp_path / "nilai.json").write_text(text, encoding="utf-8")
    (tmp_path / "lain.json").write_text(changed(text, "result", "exact", "total", to="99"), encoding="utf-8")
    code, said = run("pulau_replay.py", str(tmp_path / "nilai.json"))
    assert (code, json.loads(said)) == (0, json.loads(text)["result"])
    assert run("pulau_replay.py", str(tmp_path / "lain.json"))[0] == 1
    assert run("pulau_replay.py", str(tmp_path / "keine.json"))[0] == 2


def test_without_the_second_file_it_says_so(tmp_path: Path) -> None:
    alone = tmp_path / "pulau_verify.py"
    alone.write_bytes(Path(str(pulau_verify.__file__)).read_bytes())
    (tmp_path / "kebijakan").write_text(POLICY, encoding="utf-8")
    (tmp_path / "nilai.json").write_text(score_text(full_score()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(alone), "replay", str(tmp_path / "nilai.json"), str(tmp_path / "kebijakan")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "pulau_replay.py" in done.stdout


def run(program: str, *args: str) -> tuple[int, str]:
    """Run a file as a stranger does, without anything of Pulau in the way."""
    path = Path(str(pulau_verify.__file__)).with_name(program)
    done = subprocess.run([sys.executable, "-I", str(path), *args], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout
