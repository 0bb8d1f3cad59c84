"""How far units of the wider country repaired what evaluations found, and the practices that they published."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from pulau.apps.rehearsal.demo_country.days import NEWEST, chance
from pulau.apps.rehearsal.demo_country.records import Told
from pulau.apps.remediation.contract import (
    PracticeWish,
    RemediationPlan,
    RemediationStep,
    publish_practice,
    write_practice,
)
from pulau.foundation.journal.services import changed

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.rehearsal.demo_country.stage import Stage

_CAUSES: Final = (
    "Pembagian tugas belum ditetapkan, sehingga tidak ada yang menindaklanjuti.",
    "Ketentuan lama masih dipakai di loket.",
    "Data dicatat di beberapa tempat dan tidak pernah disatukan.",
)
_ACTIONS: Final = (
    "Menetapkan satu penanggung jawab dan melaporkannya setiap bulan.",
    "Menyusun ulang prosedur bersama petugas loket dan melatih semuanya.",
    "Menyatukan catatan dalam satu register yang diperiksa setiap pekan.",
)
_RESULTS: Final = "Sudah berjalan dan diperiksa pada rapat triwulan."
_CHECKED: Final = "Dicocokkan dengan catatan tiga bulan: sudah dilakukan."
_SEALED: Final = frozenset({"root_cause", "action", "result", "effect_note", "finding"})
_FIELDS: Final = ("root_cause", "action", "due_on", "result", "state", "effect", "effect_note")

PRACTICES: Final = {
    ("kota-bandar-lestari", "rsud"): PracticeWish(
        title="Jadwal dokter di telepon pasien",
        area="6",
        problem="Pasien datang pagi tanpa tahu apakah dokter yang dituju berpraktik hari itu.",
        steps="Jadwal dikirim setiap sore kepada pasien yang terdaftar.\nPerubahan jadwal diberitahukan sebelum pukul "
        "tujuh.\nLoket menyediakan dokter pengganti bagi yang terlanjur datang.",
        outcome="Pasien yang pulang tanpa dilayani turun dari 31 menjadi 4 sehari.",
        cost="Rp26 juta, tiga bulan",
    ),
    ("kabupaten-teluk-kencana", "dukcapil"): PracticeWish(
        title="Akta lahir jadi sebelum ibu pulang",
        area="2",
        problem="Orang tua baru harus datang tiga kali untuk mengurus akta dan kartu keluarga.",
        steps="Bidan mengirim data kelahiran pada hari yang sama.\nPetugas memeriksa dan mencetak pada pagi berikutnya."
        "\nBerkas diserahkan di ruang bersalin.",
        outcome="Delapan dari sepuluh akta diserahkan sebelum ibu pulang; kunjungan ke kantor turun separuh.",
        cost="Tanpa biaya tambahan",
    ),
    ("pertanahan-nusa-bahari", "tanah-pulau-pala"): PracticeWish(
        title="Hari tanpa calo",
        area="5",
        problem="Warga memakai perantara karena tidak tahu berkasnya sampai di mana.",
        steps="Kemajuan setiap berkas dapat dilihat dengan nomor tanda terima.\nSetiap Selasa hanya pemilik tanah yang "
        "dilayani.\nPetugas memandu pengisian berkas di tempat.",
        outcome="Berkas yang diantar perantara turun dari 62 menjadi 18 persen dalam setahun.",
        cost="Rp9 juta",
    ),
    ("kabupaten-bukit-damar", "rsud"): PracticeWish(
        title="Satu register untuk semua pengaduan",
        area="5",
        problem="Pengaduan dari kotak saran, telepon, dan media sosial dijawab orang yang berbeda.",
        steps="Semua saluran dicatat petugas yang sama.\nJawaban ditempel di ruang tunggu tanpa nama pengadu.",
        outcome="Semua pengaduan dijawab dalam lima hari kerja; pengaduan berulang turun sepertiga.",
    ),
}
"""What units with a title published for others, by their body and code."""


def repair(stage: Stage) -> None:
    """Let older plans be carried out, wholly or in part; those of the newest year are not begun."""
    newest = stage.days.year(NEWEST)
    for plan in RemediationPlan.objects.for_tenant(stage.tenant_id).order_by("year", "pk"):
        if plan.year < newest:
            _carry_out(stage, plan, newest - plan.year)


def _carry_out(stage: Stage, plan: RemediationPlan, years: int) -> None:
    """Carry out all steps of a plan that is older than a year, else about half of them."""
    steps = list(RemediationStep.objects.for_tenant(stage.tenant_id).filter(plan=plan).order_by("number"))
    at, whole = plan.born_at, years > 1
    for step in steps:
        if not whole and step.number % 2 == 0:
            continue
        planned, done = stage.days.later(at, 20, step.pk), stage.days.later(at, 75 + 9 * step.number, step.number)
        _change(stage, (plan, step), "step_planned", planned, {
            "root_cause": _CAUSES[chance(len(_CAUSES), step.key)], "action": _ACTIONS[chance(len(_ACTIONS), step.key)],
            "due_on": (done + timedelta(days=20)).date(), "state": "planned",
        })  # fmt: skip
        if whole or step.number % 3:
            _change(stage, (plan, step), "step_done", done, {"result": _RESULTS, "state": "done", "done_at": done})
        if whole:
            _check(stage, plan, step, stage.days.later(done, 25, step.number))
        step.save()
    if whole and steps:
        plan.state, plan.closed_at = "closed", max(step.checked_at for step in steps if step.checked_at)
        plan.save(update_fields=["state", "closed_at"])
    stage.records.write()


def _check(stage: Stage, plan: RemediationPlan, step: RemediationStep, at: datetime) -> None:
    step.checked_by_id = stage.assessor_id
    effect = "partly" if chance(5, step.key, plan.year) == 0 else "works"
    told = {"effect": effect, "effect_note": _CHECKED, "state": "checked", "checked_at": at}
    _change(stage, (plan, step), "step_checked", at, told)


def _change(
    stage: Stage, whose: tuple[RemediationPlan, RemediationStep], action: str, at: datetime, values: dict[str, Any]
) -> None:
    """Change a step, and keep what the journal tells of it, words as digests."""
    plan, step = whose
    before = {name: getattr(step, name) for name in _FIELDS}
    for name, value in values.items():
        setattr(step, name, value)
    step.version += 1
    payload = {
        "number": step.number,
        **changed(before, {name: getattr(step, name) for name in _FIELDS}, sealed=_SEALED),
    }
    actor = stage.actor("tpi") if action == "step_checked" else stage.system
    stage.records.tell(Told(actor, f"remediation.{action}", step, payload, at, plan.unit_id))


def publish_practices(stage: Stage) -> None:
    """Let units publish what worked."""
    for (body, code), wish in PRACTICES.items():
        if body != stage.body.code:
            continue
        at = stage.days.ago(200 + chance(120, code), code)
        made = write_practice(actor=stage.system, unit_id=stage.units[code].pk, wish=wish, now=at)
        publish_practice(actor=stage.system, code=made.code, now=stage.days.later(at, 9, code))
