"""Taking a file in as a person does it, for the tests of imports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from pulau.foundation.imports import tasks
from pulau.foundation.imports.models import ImportRow, ImportRun
from pulau.foundation.imports.selectors import Content, content_of, counts_of
from tests.house import House


@dataclass
class Taking:
    """One import in the hands of somebody."""

    house: House
    who: str = "hana"
    run_id: UUID | None = None

    @property
    def run(self) -> ImportRun:
        found: ImportRun = ImportRun.objects.for_actor(self.house.actors[self.who]).get(pk=self.run_id)
        return found

    def address(self, rest: str = "") -> str:
        return f"/impor/{self.run_id}{rest}"

    def upload(self, kind: str, data: str | bytes, name: str = "daftar.csv") -> Any:  # noqa: ANN401 - an answer
        body = data.encode() if isinstance(data, str) else data
        files = {"jenis": kind, "berkas": SimpleUploadedFile(name, body)}
        answer = self.house.client(self.who).post("/impor", files)
        if answer.status_code == 303:
            self.run_id = UUID(answer["Location"].split("/")[2])
        return answer

    def settle(self, **columns: int) -> Any:  # noqa: ANN401 - an answer
        mapping = {**self.run.mapping, **columns}
        body = {f"kolom-{key}": str(place) for key, place in mapping.items()}
        return self.house.client(self.who).post(self.address("/kolom"), body)

    def start(self, *, ending: bool = False) -> Any:  # noqa: ANN401 - an answer
        return self.house.client(self.who).post(self.address("/mulai"), {"akhiri": "ya"} if ending else {})

    def work(self) -> None:
        """Do what the worker does."""
        tasks.write.call(str(self.run.tenant_id), str(self.run_id))

    def plan(self, kind: str, data: str | bytes, name: str = "daftar.csv") -> dict[str, int]:
        """Upload and check; return how many rows would have which outcome, without the zeros."""
        assert self.upload(kind, data, name).status_code == 303
        assert self.settle().status_code == 303
        return self.counts()

    def take(self, kind: str, data: str | bytes, name: str = "daftar.csv", *, ending: bool = False) -> dict[str, int]:
        """Upload, check, start and write; return how many rows have which outcome, without the zeros."""
        self.plan(kind, data, name)
        self.start(ending=ending)
        self.work()
        return self.counts()

    def counts(self) -> dict[str, int]:
        return {outcome: count for outcome, count in counts_of(self.run).items() if count}

    def contents(self, outcome: str = "") -> dict[int, Content]:
        rows = ImportRow.objects.for_tenant(self.run.tenant_id).filter(run_id=self.run_id)
        return {row.number: content_of(row) for row in rows if outcome in {"", row.outcome}}

    def flaws(self) -> dict[int, list[str]]:
        """Return the codes of what is wrong, by row number."""
        contents = self.contents().items()
        return {number: [flaw.code for flaw in each.flaws] for number, each in contents if each.flaws}

    def page(self, rest: str = "", **asked: str) -> str:
        return str(self.house.client(self.who).get(self.address(rest), asked).content.decode())
