"""Hitung ulang nilai Pulau dari hukum dan jawabannya; compute a score of Pulau anew from its law and its answers.

    python3 pulau_verify.py replay SCORE POLICY      with the proof; this file lies beside that one
    python3 pulau_replay.py SCORE                    the sums alone: figures, gates and titles as JSON

Only Python's standard library is used (3.9 or newer), and nothing of Pulau: this is a second, independent reading of
what the law says, in fractions. The rules are Pulau's docs/domain/scoring.md, the file docs/domain/replay.md.
"""

from __future__ import annotations

import json
import re
import sys
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any

ENGINE = "1"  # the reading of the law that this is; part of every replay digest
Figure = tuple[Fraction, Fraction]
"""Points, and the most there can be."""
NOT_A_SCORE = (ValueError, LookupError, TypeError, AttributeError)
"""What `replayed` raises for a law, answers or options that are none."""


def replayed(law: dict[str, Any], answers: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    """Compute figures (in full, and in hundredths), gates and titles. Raises one of NOT_A_SCORE."""
    if not {"unanswered"} <= set(options) <= {"unanswered", "prior_title"} or not isinstance(answers, dict):
        raise ValueError("options of another form")
    if options["unanswered"] not in {"zero", "skip"}:
        raise ValueError("options of another form")
    points = points_of(law, answers, skip=options["unanswered"] == "skip")
    exact = {path: points[path][0] for path in ("total", "enabler", "result")}
    for path in (f"areas.{key}" for key in law["areas"]):
        exact[path], exact[f"{path}.percent"] = points[path][0], percent(points[path])
    for key, sub_area in law["sub_areas"].items():
        if sub_area["part"] == "result":
            exact[f"sub_areas.{key}"] = points[f"sub_areas.{key}"][0]
    gates = gates_of(law["titles"], options.get("prior_title"), points)
    return {
        "exact": {path: decimal_text(value) for path, value in exact.items()},
        "printed": {path: str(hundredths(value)) for path, value in exact.items()},
        "gates": {f"{title}.{gate}": met for title, found in gates.items() for gate, met in found.items()},
        "titles": {title: all(found.values()) for title, found in gates.items()},
    }


def points_of(law: dict[str, Any], answers: dict[str, Any], *, skip: bool) -> dict[str, Figure]:
    """Return every figure by its path: items, sub-areas, areas, enabler, result, total.

    A sub-area of the enabler is the mean of its items times its weight, items of a result have points of their own. An
    unanswered item counts 0; with `skip` a mean leaves it out.
    """
    asked = [item for sub_area in law["sub_areas"].values() for item in sub_area["items"]]
    if not set(answers) <= set(asked) or len(set(asked)) != len(asked):
        raise ValueError("answers of another form")
    found: dict[str, Figure] = {}
    for key, sub_area in law["sub_areas"].items():
        weight, reached = number(sub_area["weight"]), Fraction(0)
        counted = sum(item in answers for item in sub_area["items"]) if skip else len(sub_area["items"])
        for item in sub_area["items"]:
            rule = law["items"][item]
            most = number(rule["weight"]) if sub_area["part"] == "result" else weight / max(counted, 1)
            value = value_of(rule["answer"], answers[item]) if item in answers else Fraction(0)
            found[f"items.{item}"] = (value * most, most)
            reached += value * most
        found[f"sub_areas.{key}"] = (reached, weight)
    for key, area in law["areas"].items():
        halves = [half for half in ("fulfilment", "reform") if half in area]
        parts = [sub for sub, one in law["sub_areas"].items() if one.get("area") == key and one["part"] in halves]
        reached = sum((found[f"sub_areas.{sub}"][0] for sub in parts), Fraction(0))
        found[f"areas.{key}"] = (reached, sum((number(area[half]) for half in halves), Fraction(0)))
    results = [f"sub_areas.{sub}" for sub, one in law["sub_areas"].items() if one["part"] == "result"]
    for path, parts in (("enabler", [f"areas.{key}" for key in law["areas"]]), ("result", results)):
        found[path] = (sum((found[part][0] for part in parts), Fraction(0)), number(law[path]))
    (enabler, enabler_weight), (result, result_weight) = found["enabler"], found["result"]
    found["total"] = (enabler + result, enabler_weight + result_weight)
    return found


def value_of(rule: dict[str, Any], answer: Any) -> Fraction:
    """Return what an answer is worth, from 0 to 1: an option, a number on a scale, a share, or a decrease."""
    if "values" in rule:
        return number(rule["values"][answer])
    if "maximum" in rule:
        found, most = number(answer), number(rule["maximum"])
        if found > most:
            raise ValueError("beyond the scale")
        return found / most
    counts = {name: count(told) for name, told in answer.items()}
    if not set(counts) <= set(rule["inputs"]):
        raise ValueError("counts of another form")
    if "due" in rule:
        done, due = counts[rule["done"]], sum(counts[name] for name in rule["due"])
        return Fraction(min(done, due), due) if due else number(rule["zero"]["value"])
    before, now = counts[rule["before"]], counts[rule["now"]]
    if before:
        return Fraction(max(before - now, 0), before)
    return number(rule["zero"]["value_if_now" if now else "value"])


def gates_of(titles: dict[str, Any], held: Any, points: dict[str, Figure]) -> dict[str, dict[str, bool]]:
    """Return by title and gate whether it is met: a figure that is high enough, or a title held that is."""
    if held is not None and titles and held not in titles:
        raise ValueError("a title that the law does not know")
    found: dict[str, dict[str, bool]] = {}
    for title, rule in titles.items():
        found[title] = {}
        for gate in rule["gates"]:
            if "measure" in gate:
                figure = points[gate["measure"]]
                reached = {"points": figure[0], "percent": percent(figure)}[gate["unit"]]
                met = reached >= number(gate["minimum"])
            else:
                met = held is not None and count(titles[held]["rank"]) >= count(titles[gate["title"]]["rank"])
            found[title][gate["id"]] = met
    return found


def percent(figure: Figure) -> Fraction:
    """Return 100 × points / weight; 0 where the weight is 0."""
    return 100 * figure[0] / figure[1] if figure[1] else Fraction(0)


def number(text: Any) -> Fraction:
    """Read an exact number: `0.67`, `3`, or `1/3` where no decimal is exact."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{1,99}(\.[0-9]{1,99}|/[1-9][0-9]{0,98})?", text, re.ASCII):
        raise ValueError("not a number")
    return Fraction(text)


def count(text: Any) -> int:
    """Read a whole number, no larger than 10**12."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{1,13}", text, re.ASCII) or int(text) > 10**12:
        raise ValueError("not a count")
    return int(text)


def decimal_text(value: Fraction) -> str:
    """Print a number for machines: 28 significant digits, half even, no exponent, no zeros at the end."""
    context = Context(prec=28, rounding=ROUND_HALF_EVEN)
    text = format(context.divide(Decimal(value.numerator), Decimal(value.denominator)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def hundredths(value: Fraction) -> int:
    """Round to hundredths, half up, on the exact value: the two decimals that people see."""
    return (200 * value.numerator + value.denominator) // (2 * value.denominator)


def main() -> int:
    """Print what the score file at the given path comes to; 0: as it claims, 1: otherwise, 2: it cannot be read."""
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            score = json.load(file)
        found = replayed(score["law"], score["answers"], score["options"])
    except (OSError, *NOT_A_SCORE) as problem:
        print(f"not a score file: {problem}", file=sys.stderr)
        return 2
    print(json.dumps(found, indent=1))
    return 0 if found == score.get("result") and score.get("engine") == ENGINE else 1


if __name__ == "__main__":
    sys.exit(main())
