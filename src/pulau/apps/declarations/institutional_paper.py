"""From a pact between institutions to the document that all its parties sign and keep."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from pulau.apps.agencies.contract import agency_of
from pulau.apps.declarations.models import PledgeKind
from pulau.apps.declarations.pact_paper import DOCUMENT_KINDS, LANGUAGE, parts_of
from pulau.apps.declarations.selectors.institutional import text_of_pact
from pulau.apps.signing.contract import DocumentWish, SignatoryPart, SignatoryWish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.declarations.models import Pact, PactParty
    from pulau.core.shared.actor import Actor


def institutional_wish(actor: Actor, pact: Pact, parties: Sequence[PactParty]) -> DocumentWish:
    """Return the document: each leader signs in order, then the witnesses; every party on Pulau has the same one."""
    agency = agency_of(actor)
    with translation.override(LANGUAGE):
        return DocumentWish(
            kind=DOCUMENT_KINDS[PledgeKind.INSTITUTIONAL],
            title=pact.title,
            kicker=_("Pakta integritas antarlembaga"),
            issuer=agency.name if agency is not None else "",
            signatories=tuple(map(_signatory, parties)),
            parts=parts_of(text_of_pact(pact)),
            language=LANGUAGE,
            subtitle=_("Tahun %(year)d") % {"year": pact.year},
            facts=tuple((_("Pihak %(n)d") % {"n": n}, name) for n, name in enumerate(_institutions(parties), start=1)),
            subject_id=pact.pk,
            parties=tuple(party.party_tenant_id for party in parties if party.party_tenant_id is not None),
            ordered=True,
            valid_until=date(pact.year, 12, 31),
        )


def _institutions(parties: Sequence[PactParty]) -> list[str]:
    return list(dict.fromkeys(party.institution for party in parties if not party.witness))


def _signatory(party: PactParty) -> SignatoryWish:
    return SignatoryWish(
        name=party.name,
        position=party.position,
        institution=party.institution,
        part=SignatoryPart.WITNESS if party.witness else SignatoryPart.SIGNER,
        user_id=party.user_id,
    )
