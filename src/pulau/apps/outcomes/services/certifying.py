"""Certificates of titles: prepared to be signed, replaced when their decree is corrected, withdrawn with the title."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pulau.apps.agencies.contract import agency_of
from pulau.apps.outcomes import actions
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import LONGEST_SOURCE, Certificate, Issuer, TitleHeld
from pulau.apps.outcomes.policies import CERTIFY
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.selectors import certificate_of, get_title, newest_decrees
from pulau.apps.outcomes.wishes import plain
from pulau.apps.outcomes.wording import decree_words, title_words, validity_words
from pulau.apps.people.contract import employee_of_user
from pulau.apps.signing.contract import (
    DocumentState,
    DocumentWish,
    SignatoryWish,
    end_document,
    prepare_document,
    signatories_of,
)
from pulau.core.shared import roles
from pulau.core.shared.actor import Actor
from pulau.core.workflow.keeping import Standing
from pulau.exchange.packs import load_pack
from pulau.exchange.pdf.paper import Paragraph
from pulau.foundation.accounts.models import User
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.outcomes.models import Decree

CERTIFICATE: Final = "title-certificate"
LANGUAGE: Final = "id"
_RINGS: Final = {"WBK": 1, "WBBM": 2}
_STANDING: Final = frozenset({Standing.IN_FORCE, Standing.COMING})


@transaction.atomic
def certify(*, actor: Actor, title_id: UUID, position: str, now: datetime) -> Certificate:
    """Prepare the certificate of a title for the actor to sign, in the place of an older one.

    The panel certifies what the Minister decided, a body's head what they decided themselves. Raises PermissionDenied,
    OutcomeNotFound, OutcomeRefused (a title that does not stand, one certified already by the same decree).
    """
    held = get_title(actor, title_id)
    actor = require(actor, CERTIFY, unit_id=held.unit_id)
    position = plain(position, "position", longest=LONGEST_SOURCE, missing=why.TEXT_MISSING)
    if held.on(today_of(actor, now)) not in _STANDING:
        raise OutcomeRefused(why.NOT_IN_FORCE, "position")
    decree = newest_decrees(actor.tenant_id, [held.decree_id])[held.decree_id]
    if (decree.issuer == Issuer.AGENCY_HEAD) != (actor.role == roles.AGENCY_HEAD):
        raise OutcomeRefused(why.OTHER_ISSUER, "position")
    standing = certificate_of(actor.tenant_id, held.pk)
    if standing is not None and standing.decree_id == decree.pk:
        raise OutcomeRefused(why.ALREADY_RECORDED, "position")
    signer = SignatoryWish(name=_name_of(actor), position=position, user_id=actor.person)
    return _issue(actor, held, decree, (signer,), standing, now)


@transaction.atomic
def reissue(*, actor: Actor, decree: Decree, now: datetime) -> list[Certificate]:
    """Prepare the certificates of a corrected decree's titles anew, for those who signed them; the old are replaced."""
    made = []
    for held in TitleHeld.objects.for_actor(actor).filter(decree_id=decree.series).select_related("case"):
        old = certificate_of(actor.tenant_id, held.pk)
        if old is None:
            continue
        signers = tuple(
            SignatoryWish(name=one.name, position=one.position, institution=one.institution, user_id=one.user_id)
            for one in signatories_of(old.document)
        )
        made.append(_issue(actor, held, decree, signers, old, now))
    return made


@transaction.atomic
def withdraw_certificate(*, actor: Actor, held: TitleHeld, now: datetime) -> None:
    """End the certificate of a title that was revoked."""
    old = certificate_of(actor.tenant_id, held.pk)
    if old is None:
        return
    old.replaced_at = now
    old.save(update_fields=["replaced_at"])
    payload = journal.changed({"replaced": ""}, {"replaced": str(now.date())})
    journal.record(actor, actions.CERTIFICATE_ENDED.code, old, payload, now, unit_id=held.unit_id)
    unsigned = old.document.state == DocumentState.PREPARED
    _end(old, DocumentState.CANCELLED if unsigned else DocumentState.WITHDRAWN, _("Predikat dicabut."), now)


def _issue(
    actor: Actor, held: TitleHeld, decree: Decree, signers: tuple[SignatoryWish, ...], old: Certificate | None,
    now: datetime,
) -> Certificate:  # fmt: skip
    document = prepare_document(actor=actor, wish=_wish(held, decree, signers), now=now)
    if old is not None:
        old.replaced_at = now
        old.save(update_fields=["replaced_at"])
    rows = Certificate.objects.for_actor(actor)
    made: Certificate = rows.create(
        title_held_id=held.pk,
        number=rows.filter(title_held_id=held.pk).count() + 1,
        decree_id=decree.pk,
        document_id=document.pk,
        made_by_id=actor.user_id,
        made_at=now,
    )
    if old is not None:
        _end(old, DocumentState.SUPERSEDED, _("Diganti: keputusannya diperbaiki."), now, document.pk)
    before = {"decree": str(old.decree_id) if old else ""}
    payload = {"number": made.number, "code": document.code, **journal.changed(before, {"decree": str(decree.pk)})}
    journal.record(actor, actions.CERTIFIED.code, made, payload, now, unit_id=held.unit_id)
    return made


def _end(old: Certificate, state: DocumentState, reason: str, now: datetime, successor: UUID | None = None) -> None:
    """End the document of a certificate: by the platform, since it follows from what was decided and journalled."""
    system = Actor.system(old.tenant_id)
    end_document(actor=system, document_id=old.document_id, state=state, reason=reason, now=now, successor_id=successor)


def _wish(held: TitleHeld, decree: Decree, signers: tuple[SignatoryWish, ...]) -> DocumentWish:
    agency = agency_of(Actor.system(held.tenant_id))
    body = agency.name if agency else ""
    with translation.override(LANGUAGE):
        about = _("Kawasan") if held.zone_area_id else _("Instansi")
        facts = [
            (about, body),
            (_("Ditetapkan dengan"), decree_words(decree)),
            (_("Berlaku"), validity_words(held.since, held.until)),
        ]
        if held.case is not None:
            told = {"law": load_pack(held.case.regulation).instrument, "year": held.case.year}
            facts.append((_("Dasar penilaian"), _("%(law)s, tahun %(year)s") % told))
        return DocumentWish(
            kind=CERTIFICATE,
            title=title_words(held.title),
            subtitle=held.name,
            kicker=_("SERTIFIKAT PREDIKAT"),
            issuer=body,
            facts=tuple(facts),
            parts=(Paragraph(_("Keadaan predikat ini pada hari Anda membacanya tertera di halaman pemeriksaan.")),),
            language=LANGUAGE,
            signatories=signers,
            unit_id=held.unit_id,
            subject_id=held.pk,
            valid_until=held.until,
            sheet="certificate",
            rings=_RINGS.get(held.title, 1),
        )


def _name_of(actor: Actor) -> str:
    employee = employee_of_user(actor, actor.person)
    return employee.full_name if employee else User.objects.get(pk=actor.person).full_name
