"""`pulau package check`: its words, its exit codes, and that its JSON is as documented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft202012Validator
from typer.testing import Result

from tests.exchange.packages.made import FILE, NAME, parts, write

Pulau = Callable[..., Result]
SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "package-check.schema.json"


def test_a_whole_one_is_said_to_be_so(pulau: Pulau, tmp_path: Path) -> None:
    said = pulau("package", "check", write(tmp_path / "paket.zip", parts(), {NAME: FILE}))
    assert said.exit_code == 0
    whole, whose, handed, held, _digest = said.stdout.splitlines()
    assert whole == "paket.zip: paket utuh."
    assert whose == "Dinas Kependudukan (Kabupaten Tanjung Sagara), 2026, permenpan-rb-90-2021"
    assert handed == "Diajukan 30 Juni 2026 oleh Gita Permata, pengajuan ke-1."
    assert held == "2 jawaban, 1 bukti, 1 berkas."


def test_one_that_was_changed_is_named_with_what_was(pulau: Pulau, tmp_path: Path) -> None:
    said = pulau("package", "check", write(tmp_path / "x.zip", parts(), {NAME: b"lain"}), "--language", "en")
    assert (said.exit_code, f"{NAME}: This evidence is not the file that it was." in said.stdout) == (1, True)


def test_what_is_no_package_ends_with_two(pulau: Pulau, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK")
    assert [pulau("package", "check", tmp_path / name).exit_code for name in ("x.zip", "none.zip")] == [2, 2]


def test_the_json_is_as_documented(pulau: Pulau, tmp_path: Path) -> None:
    schema = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    broken = write(tmp_path / "broken.zip", {**parts(), "package.json": b"{}"}, {NAME: FILE})
    codes = []
    for path in (write(tmp_path / "x.zip", parts(), {NAME: FILE}), write(tmp_path / "y.zip", parts(), {}), broken):
        found = json.loads(pulau("package", "check", path, "--format", "json").stdout)
        schema.validate(found)
        codes.append([problem["code"] for problem in found["problems"]])
    assert codes == [[], ["package-missing"], ["package-format"]]
