"""Addresses of assessments. Those of one case stand below its unit's code and its year."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from pulau.apps.assessments import desk_urls
from pulau.apps.assessments.views import (
    case,
    cases,
    differences,
    judging,
    judging_item,
    lots,
    questions,
    step,
    team,
    timeline,
)

app_name = "assessments"

_one_case: list[URLPattern | URLResolver] = [
    path("", case.case, name="case"),
    path("langkah/<slug:event>", step.step, name="step"),
    path("tujuan", team.aim, name="aim"),
    path("tim", team.team, name="team"),
    path("tim/tunjuk/<slug:level>", team.appoint, name="assign"),
    path("tim/undi/<slug:level>", lots.draw, name="draw"),
    path("tim/<uuid:assignment>/akhiri", team.end, name="end_assignment"),
    path("tim/<uuid:assignment>/undian", lots.drawn, name="drawn"),
    path("tanya", questions.questions, name="questions"),
    path("tanya/baru", questions.ask, name="ask"),
    path("tanya/<int:number>", questions.question, name="question"),
    path("tanya/<int:number>/jawab", questions.reply, name="reply"),
    path("tanya/<int:number>/lanjut", questions.follow, name="follow"),
    path("tanya/<int:number>/akhiri", questions.end, name="end_question"),
    path("tanya/<int:number>/bukti/<int:position>", questions.reply_evidence, name="reply_evidence"),
    path("nilai", judging.judging, name="judging"),
    path("nilai/serahkan", judging.submit, name="judging_submit"),
    path("nilai/buka", judging.reopen, name="judging_reopen"),
    path("nilai/<str:item>", judging_item.item, name="judging_item"),
    path("beda", differences.differences, name="differences"),
    path("linimasa", timeline.timeline, name="timeline"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *desk_urls.urlpatterns,
    path("penilaian", cases.cases, name="cases"),
    path("penilaian/<slug:unit>/<int:year>/", include(_one_case)),
]
