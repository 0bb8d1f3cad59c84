"""Certificates of people: issued when somebody first signs, revoked for good, and asked for anew after that."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from pulau.apps.signing import authority, notices
from pulau.apps.signing.actions import CERTIFICATE_ISSUED, CERTIFICATE_REVOKED
from pulau.apps.signing.models import Certificate
from pulau.apps.signing.policies import OWN_CERTIFICATE, REVOKE_CERTIFICATES
from pulau.apps.signing.provider import LOCAL, chosen_code, standing_certificate
from pulau.apps.signing.selectors.certificates import CertificateNotFound, may_ask_anew, revoked_last
from pulau.apps.signing.taking import clean_reason
from pulau.exchange.signatures.authority import Subject
from pulau.exchange.signatures.providers.base import NONE, REVOKED, CertificateRefused
from pulau.foundation.journal import services as journal
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def ensure_certificate(*, actor: Actor, name: str, organisation: str, now: datetime) -> Certificate | None:
    """Return the actor's certificate for this name and organisation; issues one where none runs long enough.

    None where certificates come from elsewhere. Raises CertificateRefused where the last one was revoked: only asking
    for a new one ends that.
    """
    if chosen_code() != LOCAL:
        return None
    if revoked_last(actor.person) is not None:
        raise CertificateRefused(REVOKED)
    found = standing_certificate(actor.person, name, organisation, now)
    if found is not None and found.until > now + authority.PERSON_RENEWED:
        return found
    return _issue(actor, actor.person, name, organisation, now)


@transaction.atomic
def ask_certificate_anew(*, actor: Actor, name: str, organisation: str, now: datetime) -> Certificate:
    """Issue a certificate to somebody who revoked their last one themselves. Raises CertificateRefused otherwise."""
    actor = require(actor, OWN_CERTIFICATE, person_id=actor.person)
    if chosen_code() != LOCAL or not may_ask_anew(actor.person):
        raise CertificateRefused(REVOKED)
    return _issue(actor, actor.person, name, organisation, now)


@transaction.atomic
def issue_certificate_again(*, actor: Actor, user_id: UUID, name: str, now: datetime) -> Certificate:
    """Issue a certificate to somebody of the actor's body whose last one was revoked for them; or, by the system.

    Raises CertificateNotFound, PermissionDenied, CertificateRefused where nothing was revoked.
    """
    actor = require(actor, REVOKE_CERTIFICATES)
    if actor.user_id == user_id:
        raise PermissionDenied(REVOKE_CERTIFICATES.code)
    if actor.user_id is not None and actor_in(actor.tenant_id, user_id) is None:
        raise CertificateNotFound(user_id)
    if chosen_code() != LOCAL or revoked_last(user_id) is None:
        raise CertificateRefused(NONE)
    return _issue(actor, user_id, name, "", now)


@transaction.atomic
def revoke_own_certificates(*, actor: Actor, reason: str, now: datetime) -> int:
    """Revoke the actor's certificates, in every body; returns how many. Raises SigningRefused without a reason."""
    actor = require(actor, OWN_CERTIFICATE, person_id=actor.person)
    return _revoke(actor, actor.person, clean_reason(reason), now)


@transaction.atomic
def revoke_certificates(*, actor: Actor, user_id: UUID, reason: str, now: datetime) -> int:
    """Revoke those of somebody of the actor's body, whose administrator ends them; or, by the system, of anybody.

    Returns how many. Raises CertificateNotFound for who holds nothing in the body, PermissionDenied.
    """
    actor = require(actor, REVOKE_CERTIFICATES)
    if actor.user_id is not None and actor_in(actor.tenant_id, user_id) is None:
        raise CertificateNotFound(user_id)
    if actor.user_id == user_id:
        raise PermissionDenied(REVOKE_CERTIFICATES.code)
    return _revoke(actor, user_id, clean_reason(reason), now)


def _issue(actor: Actor, user_id: UUID, name: str, organisation: str, now: datetime) -> Certificate:
    made = authority.issue_to(authority.house(now), Subject(name, organisation), now)
    row = Certificate.objects.create(
        user_id=user_id,
        name=name,
        organisation=organisation,
        serial=made.serial,
        certificate=made.certificate_pem,
        key=made.key_pem,
        issued_at=now,
        until=made.certificate.not_valid_after_utc,
    )
    journal.record(actor, CERTIFICATE_ISSUED.code, row, {"serial": made.serial, "until": row.until}, now)
    return row


def _revoke(actor: Actor, user_id: UUID, reason: str, now: datetime) -> int:
    rows = list(Certificate.objects.select_for_update().filter(user_id=user_id, revoked_at__isnull=True))
    for row in rows:
        row.revoked_at, row.revoked_by_id, row.reason = now, actor.user_id, reason
        row.save(update_fields=["revoked_at", "revoked_by", "reason"])
        change = journal.changed({"revoked": False}, {"revoked": True})
        journal.record(actor, CERTIFICATE_REVOKED.code, row, {**change, "serial": row.serial, "of": user_id}, now)
    if rows:
        authority.list_anew(now)
        if actor.user_id != user_id:
            news = News(notices.REVOKED.code, rows[0], reverse("signing:certificate"))
            notify(tenant_id=actor.tenant_id, users=[user_id], news=news, now=now)
    return len(rows)
