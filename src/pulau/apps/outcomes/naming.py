"""What titles and outcomes are called, for the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.outcomes.models import TitleHeld
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor


def _titles(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = TitleHeld.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): f"{title} {name}" for pk, title, name in rows.values_list("pk", "title", "name")}


SUBJECTS: Final = (
    Subjects("outcomes.decree", "Keputusan", "Decree"),
    Subjects("outcomes.decreecase", "Penilaian yang diputus", "Case of a decree"),
    Subjects("outcomes.titleheld", "Predikat", "Title", _titles, keys=frozenset({"title_held"})),
    Subjects("outcomes.qualification", "Kewenangan evaluasi mandiri", "Right to evaluate by itself"),
    Subjects("outcomes.certificate", "Sertifikat predikat", "Certificate of a title"),
    Subjects("outcomes.objection", "Keberatan", "Objection"),
    Subjects("outcomes.objectionfile", "Lampiran keberatan", "Document of an objection"),
    Subjects("outcomes.acceptance", "Penerimaan hasil", "Acceptance of an outcome"),
    Subjects("outcomes.offence", "Tindak pidana korupsi", "Corruption offence"),
    Subjects("outcomes.monitoring", "Pemantauan predikat", "Monitoring of a title"),
    Subjects("outcomes.trigger", "Pemicu pemeriksaan predikat", "Trigger"),
    Subjects("outcomes.revocation", "Rekomendasi pencabutan", "Recommended revocation"),
)
