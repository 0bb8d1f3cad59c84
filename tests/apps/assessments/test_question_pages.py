"""The pages of questions and the timeline: what each reader sees of them, and what they never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pulau.apps.assessments.models import Question, Reply, Transition
from pulau.apps.assessments.question_pages import item_questions
from pulau.core.workflow.assessment import TPI_ROUND_1
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.test_questions import ITEM, assign
from tests.cast import NOW

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

__all__ = ["court"]
HERE = "/penilaian/disdukcapil/2026"


@pytest.fixture
def round_1(court: Court) -> Court:
    with behind_wall(court.tenant):
        assign(court, "nina", "tpi-member")
        assign(court, "omar", "tpi-member")
        court.stand_at(TPI_ROUND_1)
    return court


def body(court: Court, who: str, rest: str, status: int = 200) -> str:
    answer = court.client(who).get(f"{HERE}/{rest}")
    assert answer.status_code == status, (who, rest)
    return answer.content.decode()


def test_a_conversation_by_hand(round_1: Court) -> None:
    nina, ayu = round_1.client("nina"), round_1.client("ayu")
    assert f'value="{ITEM}" selected' in nina.get(f"{HERE}/tanya/baru?butir={ITEM}").content.decode()
    refused = nina.post(f"{HERE}/tanya/baru", {"pertanyaan": " ", "butir": ITEM})
    assert refused.status_code == 422
    made = nina.post(f"{HERE}/tanya/baru", {"pertanyaan": "Mana SK tim?", "butir": ITEM, "minta_bukti": "on"})
    assert (made.status_code, made["Location"]) == (303, f"{HERE}/tanya/1")
    file = SimpleUploadedFile("sk-tim.txt", b"SK tim kerja")
    sent = {"jawaban": "Terlampir.", "berkas": file, "rahasia": "on", "kunci": "k1"}
    assert ayu.post(f"{HERE}/tanya/1/jawab", sent).status_code == 303
    with behind_wall(round_1.tenant):
        shown = Reply.objects.for_tenant(round_1.tenant).select_related("evidence").get()
    assert (shown.evidence_version, shown.evidence.confidential, shown.evidence.title) == (1, True, "sk-tim")
    seen = body(round_1, "nina", "tanya/1")
    assert "Terlampir." in seen
    assert "sk-tim" in seen
    file_of = f"{HERE}/tanya/1/bukti/1"
    assert b"".join(nina.get(file_of).streaming_content) == b"SK tim kerja"  # type: ignore[attr-defined]
    for who in ("putu", "hana"):  # who does not judge it, and who never reads what is confidential
        assert "sk-tim" not in body(round_1, who, "tanya/1"), who
        assert round_1.client(who).get(file_of).status_code == 404, who
    for who in ("joko", "dewi"):
        for rest in ("tanya", "tanya/1", "tanya/1/bukti/1", "linimasa"):
            body(round_1, who, rest, 404)
    for who in ("putu", "ayu", "hana"):
        body(round_1, who, "tanya/baru", 403)
    assert nina.post(f"{HERE}/tanya/9/akhiri").status_code == 404
    assert nina.post(f"{HERE}/tanya/1/akhiri", {"aksi": "tutup"}).status_code == 303
    late = ayu.post(f"{HERE}/tanya/1/jawab", {"jawaban": "Masih ada lagi"})
    assert late.status_code == 409
    assert "Masih ada lagi" in late.content.decode()


def test_names_of_who_asks_and_the_questions_of_one_item(round_1: Court) -> None:
    for item in (ITEM, "P1.i.b"):
        round_1.client("nina").post(f"{HERE}/tanya/baru", {"pertanyaan": f"Tentang {item}?", "butir": item})
    for rest in ("tanya", "tanya/1", "linimasa"):  # the unit reads the level, fellow assessors the name
        assert "Nina Safitri" in body(round_1, "omar", rest)
        unit = body(round_1, "gita", rest)
        assert "Nina Safitri" not in unit
        assert "Anggota TPI" in unit
    with behind_wall(round_1.tenant):
        found = item_questions(round_1.actors["nina"], round_1.case(), ITEM, NOW)
    assert [view.text for view in found] == [f"Tentang {ITEM}?"]


def many(court: Court, count: int) -> None:
    with behind_wall(court.tenant):
        for number in range(1, count + 1):
            row = Question.objects.for_tenant(court.tenant).create(
                case_id=court.case_id, number=number, item=ITEM, level="tpi-member", text=f"Tanya {number}",
                asked_by_id=court.users["nina"].pk, asked_at=timezone.now(),
            )  # fmt: skip
            Reply.objects.for_tenant(court.tenant).create(
                question_id=row.pk, number=1, text="Ya", by_unit=True, user_id=court.users["ayu"].pk, at=timezone.now()
            )
            Transition.objects.for_tenant(court.tenant).create(
                case_id=court.case_id, number=number, event="begin_tpi", source="submitted", target=TPI_ROUND_1,
                guards=["tpi-assigned"], reason=f"Alasan {number}", role="tpi-leader",
                user_id=court.users["rani"].pk, at=NOW, on=NOW.date(),
            )  # fmt: skip


def test_list_and_timeline_are_paged_filtered_and_cheap(
    round_1: Court, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(round_1, 60)
    client = round_1.client("gita")
    client.get(f"{HERE}/tanya")
    with django_assert_max_num_queries(15):
        page = client.get(f"{HERE}/tanya").content.decode()
    assert page.count('class="talk-row"') == 50
    assert client.get(f"{HERE}/tanya?cari=Tanya+60").content.decode().count('class="talk-row"') == 1
    with django_assert_max_num_queries(24):  # a fixed number: each app of the process is asked for what it tells
        lines = client.get(f"{HERE}/linimasa?jenis=step").content.decode()
    assert lines.count('class="timeline__one"') == 50
    assert "Alasan 60" in lines
    assert "Rani Kartika, Ketua TPI" in lines
    assert "Tanya 60" not in lines
    assert "Tanya 60" in client.get(f"{HERE}/linimasa?butir={ITEM}").content.decode()
