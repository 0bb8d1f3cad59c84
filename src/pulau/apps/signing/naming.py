"""What documents are called, and which a unit has, for the parts below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from pulau.apps.signing.models import Document, Signatory
from pulau.apps.signing.selectors.documents import readable_by
from pulau.foundation.registry.subjects import Subjects
from pulau.foundation.registry.unit_links import UnitLink, UnitLinks

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from pulau.core.shared.actor import Actor

MOST_FOUND: Final = 100
MOST_LINKS: Final = 5


def _documents(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Document.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): title for pk, title in rows.values_list("pk", "title")}


def _found(actor: Actor, words: str) -> list[str]:
    rows = Document.objects.for_actor(actor).filter(title__icontains=words)
    return [str(pk) for pk in rows.values_list("pk", flat=True)[:MOST_FOUND]]


def _signatories(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Signatory.objects.for_actor(actor).filter(pk__in=ids).order_by()
    return {str(pk): name for pk, name in rows.values_list("pk", "name")}


def links_of_unit(actor: Actor, unit_id: UUID) -> list[UnitLink]:
    """Return the newest documents of a unit that the actor may read, in one query."""
    rows = readable_by(actor).filter(unit_id=unit_id)[:MOST_LINKS]
    return [
        UnitLink(reverse("signing:document", args=[row.pk]), row.title, str(row.get_state_display())) for row in rows
    ]


UNIT_LINKS: Final = UnitLinks("signing", pgettext_lazy("daftar", "Dokumen"), links_of_unit)
SUBJECTS: Final = (
    Subjects(
        *("signing.document", "Dokumen", "Document", _documents, _found), keys=frozenset({"successor"}), personal=True
    ),
    Subjects(
        *("signing.signatory", "Penanda tangan", "Signatory", _signatories),
        keys=frozenset({"signatory", "witness"}),
        personal=True,
    ),
    Subjects("signing.certificate", "Sertifikat", "Certificate"),
    Subjects("signing.signingrun", "Tanda tangan banyak dokumen", "Run of signing"),
)
