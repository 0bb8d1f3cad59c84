"""Certificates of titles: prepared to be signed, replaced when their decree is corrected, withdrawn with the title.

Where the public log has witnesses, a certificate carries the proof that they signed; so one that is asked for before is
kept as a `CertificateRequest`, and set once they did (`set_requested`, by a job).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pulau.apps.agencies.contract import agency_of
from pulau.apps.outcomes import actions
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import LONGEST_SOURCE, Certificate, CertificateRequest, Issuer, TitleHeld
from pulau.apps.outcomes.policies import CERTIFY
from pulau.apps.outcomes.proving import TitleProof, needs_witnesses, proof_of
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.selectors import certificate_of, get_title, newest_decrees, open_request
from pulau.apps.outcomes.services.stating import state_title
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
from pulau.exchange.pdf.paper import Paragraph, Proof
from pulau.foundation.accounts.models import User
from pulau.foundation.calendar import legal_zone, today_of
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.place import zone_of
from pulau.foundation.ui.formats import clock, long_date

if TYPE_CHECKING:
    from pulau.apps.outcomes.models import Decree

CERTIFICATE: Final = "title-certificate"
LANGUAGE: Final = "id"
SET: Final = "pulau.apps.outcomes.tasks.set_certificate"
FIRST_LOOK: Final = timedelta(seconds=5)
"""So soon after it was asked for, the job looks whether the witnesses signed."""
_RINGS: Final = {"WBK": 1, "WBBM": 2}
_STANDING: Final = frozenset({Standing.IN_FORCE, Standing.COMING})


@transaction.atomic
def certify(*, actor: Actor, title_id: UUID, position: str, now: datetime) -> Certificate | None:
    """Prepare the certificate of a title for the actor to sign, in the place of an older one.

    None: it waits for the witnesses of the public log, and is prepared by itself once they signed. The panel certifies
    what the Minister decided, a body's head what they decided themselves. Raises PermissionDenied, OutcomeNotFound,
    OutcomeRefused (a title that does not stand, one certified already by the same decree, or asked for).
    """
    actor, held, decree, signer = _asked(actor, title_id, position, now)
    if not needs_witnesses():
        return _issue(actor, held, decree, ((signer,), certificate_of(actor.tenant_id, held.pk), None), now)
    if held.stated is None:
        state_title(actor=actor, held=held, decree=decree, now=now)
    proof = proof_of(held)
    if proof is None:
        _request(actor, held, signer, now)
        return None
    return _issue(actor, held, decree, ((signer,), certificate_of(actor.tenant_id, held.pk), proof), now)


@transaction.atomic
def certify_unproven(*, actor: Actor, title_id: UUID, position: str, now: datetime) -> Certificate:
    """Prepare a certificate that carries no proof, whatever the log: for stories that are told in one transaction.

    Nothing of them can have come into the log yet. Raises as `certify`.
    """
    actor, held, decree, signer = _asked(actor, title_id, position, now)
    return _issue(actor, held, decree, ((signer,), certificate_of(actor.tenant_id, held.pk), None), now)


@transaction.atomic
def reissue(*, actor: Actor, decree: Decree, now: datetime) -> list[Certificate]:
    """Prepare the certificates of a corrected decree's titles anew, for those who signed them; the old are replaced.

    Where the log has witnesses they wait for these, and the old ones stay until then.
    """
    made = []
    for held in TitleHeld.objects.for_actor(actor).filter(decree_id=decree.series).select_related("case"):
        old = certificate_of(actor.tenant_id, held.pk)
        if old is None:
            continue
        if needs_witnesses():
            if open_request(actor.tenant_id, held.pk) is None:
                _request(actor, held, None, now)
        else:
            made.append(_issue(actor, held, decree, (_signers_of(old), old, None), now))
    return made


@transaction.atomic
def set_requested(*, actor: Actor, request_id: UUID, now: datetime) -> bool:
    """Prepare a certificate that was asked for, if its title is witnessed now. Whether it still waits.

    Called by the platform; twice it does nothing. One of a title that no longer stands, or is certified by then, ends.
    """
    rows = CertificateRequest.objects.for_actor(actor).select_for_update(of=("self",))
    request = rows.filter(pk=request_id, ended_at__isnull=True).select_related("title_held__case").first()
    if request is None:
        return False
    held = request.title_held
    decree = newest_decrees(actor.tenant_id, [held.decree_id])[held.decree_id]
    old = certificate_of(actor.tenant_id, held.pk)
    stands = held.on(today_of(actor, now)) in _STANDING
    wanted = old is None or old.decree_id != decree.pk
    proof = proof_of(held) if needs_witnesses() else None
    if stands and wanted and needs_witnesses() and proof is None:
        return True
    signers = _signers_of(old) if old and not request.position else (_signer_of(request),)
    request.ended_at = now
    request.save(update_fields=["ended_at"])
    if stands and wanted:
        _issue(actor, held, decree, (signers, old, proof), now)
    else:
        payload = journal.changed({"ended": ""}, {"ended": str(now.date())})
        journal.record(actor, actions.CERTIFICATE_ASKED.code, request, payload, now, unit_id=held.unit_id)
    return False


@transaction.atomic
def withdraw_certificate(*, actor: Actor, held: TitleHeld, now: datetime) -> None:
    """End the certificate of a title that was revoked, and one that was asked for (the job ends it)."""
    old = certificate_of(actor.tenant_id, held.pk)
    if old is None:
        return
    old.replaced_at = now
    old.save(update_fields=["replaced_at"])
    payload = journal.changed({"replaced": ""}, {"replaced": str(now.date())})
    journal.record(actor, actions.CERTIFICATE_ENDED.code, old, payload, now, unit_id=held.unit_id)
    unsigned = old.document.state == DocumentState.PREPARED
    _end(old, DocumentState.CANCELLED if unsigned else DocumentState.WITHDRAWN, _("Predikat dicabut."), now)


def _asked(
    actor: Actor, title_id: UUID, position: str, now: datetime
) -> tuple[Actor, TitleHeld, Decree, SignatoryWish]:
    """Return who certifies what by which decree. Raises as `certify`."""
    held = get_title(actor, title_id)
    actor = require(actor, CERTIFY, unit_id=held.unit_id)
    position = plain(position, "position", longest=LONGEST_SOURCE, missing=why.TEXT_MISSING)
    if held.on(today_of(actor, now)) not in _STANDING:
        raise OutcomeRefused(why.NOT_IN_FORCE, "position")
    TitleHeld.objects.for_actor(actor).select_for_update().filter(pk=held.pk).first()  # one at a time
    decree = newest_decrees(actor.tenant_id, [held.decree_id])[held.decree_id]
    if (decree.issuer == Issuer.AGENCY_HEAD) != (actor.role == roles.AGENCY_HEAD):
        raise OutcomeRefused(why.OTHER_ISSUER, "position")
    standing = certificate_of(actor.tenant_id, held.pk)
    if standing is not None and standing.decree_id == decree.pk:
        raise OutcomeRefused(why.ALREADY_RECORDED, "position")
    if open_request(actor.tenant_id, held.pk) is not None:
        raise OutcomeRefused(why.ALREADY_ASKED, "position")
    return actor, held, decree, SignatoryWish(name=_name_of(actor), position=position, user_id=actor.person)


def _request(actor: Actor, held: TitleHeld, signer: SignatoryWish | None, now: datetime) -> None:
    """Keep that a certificate is asked for; without a signer, for those who signed the one before."""
    made: CertificateRequest = CertificateRequest.objects.for_actor(actor).create(
        title_held_id=held.pk,
        name=signer.name if signer else "",
        position=signer.position if signer else "",
        asked_by_id=actor.user_id,
        asked_at=now,
    )
    payload = {"title": str(held.pk), "stated": str(held.stated)}
    journal.record(actor, actions.CERTIFICATE_ASKED.code, made, payload, now, unit_id=held.unit_id)
    enqueue(SET, after=now + FIRST_LOOK, tenant=str(made.tenant_id), request=str(made.pk))


def _signers_of(old: Certificate) -> tuple[SignatoryWish, ...]:
    return tuple(
        SignatoryWish(name=one.name, position=one.position, institution=one.institution, user_id=one.user_id)
        for one in signatories_of(old.document)
    )


def _signer_of(request: CertificateRequest) -> SignatoryWish:
    return SignatoryWish(name=request.name, position=request.position, user_id=request.asked_by_id)


def _issue(
    actor: Actor, held: TitleHeld, decree: Decree,
    how: tuple[tuple[SignatoryWish, ...], Certificate | None, TitleProof | None], now: datetime,
) -> Certificate:  # fmt: skip
    """Prepare the document for its signers, in the place of an old one, with the proof where there is one."""
    signers, old, proof = how
    document = prepare_document(actor=actor, wish=_wish(held, decree, signers, proof), now=now)
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
    proven = {"proves": str(held.stated)} if proof else {}
    journal.record(actor, actions.CERTIFIED.code, made, payload | proven, now, unit_id=held.unit_id)
    return made


def _end(old: Certificate, state: DocumentState, reason: str, now: datetime, successor: UUID | None = None) -> None:
    """End the document of a certificate: by the platform, since it follows from what was decided and journalled."""
    system = Actor.system(old.tenant_id)
    end_document(actor=system, document_id=old.document_id, state=state, reason=reason, now=now, successor_id=successor)


def _wish(
    held: TitleHeld, decree: Decree, signers: tuple[SignatoryWish, ...], proof: TitleProof | None
) -> DocumentWish:
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
            proof=_on_paper(proof, held) if proof else None,
        )


def _on_paper(proof: TitleProof, held: TitleHeld) -> Proof:
    body = Actor.system(held.tenant_id)
    with timezone.override(zone_of(body)):
        told = tuple(
            (word.name, f"{long_date(word.at)}, {clock(word.at)} {legal_zone(body, word.at).name}")
            for word in proof.words
        )
    return Proof(proof.text, told, f"{settings.PUBLIC_URL}{reverse('transparency:offline')}")


def _name_of(actor: Actor) -> str:
    employee = employee_of_user(actor, actor.person)
    return employee.full_name if employee else User.objects.get(pk=actor.person).full_name
