"""The certificate of a title as a kind of document: what is told of it to whoever checks one, also years later."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.outcomes.bars import longest_bar
from pulau.apps.outcomes.models import TitleHeld
from pulau.apps.outcomes.selectors import newest_decrees
from pulau.apps.outcomes.services.certifying import CERTIFICATE
from pulau.apps.outcomes.wording import decree_words, standing_words, title_words, validity_words
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.document_kinds import DocumentKind
from pulau.foundation.ui.formats import long_date


def _facts(subject_id: UUID) -> list[tuple[str, str]]:
    held = TitleHeld.objects.of_document(subject_id).first()
    if held is None:
        return []
    today = today_of(Actor.system(held.tenant_id), timezone.now())
    named = [series for series in (held.decree_id, held.closed_by_id) if series]
    decrees = newest_decrees(held.tenant_id, named)
    facts = [
        (_("Predikat"), title_words(held.title)),
        (_("Penyandang"), held.name),
        (_("Ditetapkan dengan"), decree_words(decrees[held.decree_id])),
        (_("Berlaku"), validity_words(held.since, held.until)),
        (_("Keadaan hari ini"), standing_words(held.on(today))),
    ]
    if held.closed_by_id is not None:
        facts.append((_("Dicabut dengan"), decree_words(decrees[held.closed_by_id])))
        last = longest_bar([held.closed_on] if held.closed_on else [], today)
        if last is not None:
            facts.append((_("Tidak dapat diusulkan sampai"), long_date(last)))
    return facts


KIND: Final = DocumentKind(CERTIFICATE, "Sertifikat predikat", "Certificate of a title", public=True, facts=_facts)
