"""What the pages of outcomes show: titles with how they stand, what came of a case, what is watched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pulau.apps.assessments.contract import EVENT, side_of
from pulau.apps.outcomes.bars import longest_bar, running_bar
from pulau.apps.outcomes.comparing import told_body
from pulau.apps.outcomes.models import Issuer
from pulau.apps.outcomes.policies import (
    ACCEPT,
    CERTIFY,
    RECORD_TRIGGER,
    SEE_TRIGGERS,
    to_correct,
)
from pulau.apps.outcomes.proving import lacking_of, signed_so_far, standing_of
from pulau.apps.outcomes.selectors import (
    acceptance_of,
    asked_for,
    certificates_of,
    decrees_by_series,
    determines_itself,
    monitorings_of,
    newest_title,
    objections_of,
    offences_of,
    revocations_of,
    title_on,
    titles_of,
    triggers_of,
)
from pulau.apps.outcomes.wording import decree_words, standing_kind, standing_words, validity_words
from pulau.apps.signing.contract import signatories_of
from pulau.core.shared import roles
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.keeping import Standing, monitored_years, report_due
from pulau.exchange.keeping import report_law
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

    from pulau.apps.assessments.contract import Case
    from pulau.apps.outcomes.models import Certificate, Decree, TitleHeld
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class TitleView:
    """A title as a page shows it, on a day: how it stands, its decree's versions (newest first), its certificates."""

    row: TitleHeld
    standing: Standing
    decrees: tuple[Decree, ...]
    closing: tuple[Decree, ...]
    certificates: tuple[Certificate, ...]
    bar: date | None
    asked: bool = False  # a certificate is asked for, and waits for the witnesses

    @property
    def words(self) -> str:
        """How it stands, in words."""
        return standing_words(self.standing)

    @property
    def kind(self) -> str:
        """The shape that goes with the words."""
        return standing_kind(self.standing)

    @property
    def decree(self) -> Decree:
        """The version of its decree that counts."""
        return self.decrees[0]

    @property
    def decreed(self) -> str:
        """Its decree in words."""
        return decree_words(self.decree)

    @property
    def closed(self) -> str:
        """The decree that revoked it, in words; empty where none did."""
        return decree_words(self.closing[0]) if self.closing else ""

    @property
    def valid(self) -> str:
        """From when to when it is valid, as its decree says."""
        return validity_words(self.row.since, self.row.until)

    @property
    def certificate(self) -> Certificate | None:
        """The certificate that counts, or None."""
        return next((one for one in self.certificates if one.replaced_at is None), None)


@dataclass(frozen=True, slots=True)
class DeedLink:
    """Something that the reader can do here: its words, where, and whether it is the usual next thing."""

    words: str
    href: str
    main: bool = True
    danger: bool = False


def title_views(tenant_id: UUID, rows: Collection[TitleHeld], day: date) -> list[TitleView]:
    """Return titles with their decrees and certificates, in a fixed number of queries."""
    named = {series for row in rows for series in (row.decree_id, row.closed_by_id) if series}
    decrees = decrees_by_series(tenant_id, named)
    certificates = certificates_of(tenant_id, [row.pk for row in rows])
    asked = asked_for(tenant_id, [row.pk for row in rows])
    views = (_title_view(row, day, decrees, certificates.get(row.pk, ())) for row in rows)
    return [replace(view, asked=view.row.pk in asked) for view in views]


def _title_view(
    row: TitleHeld, day: date, decrees: Mapping[UUID, tuple[Decree, ...]], certificates: tuple[Certificate, ...]
) -> TitleView:
    closing = decrees.get(row.closed_by_id, ()) if row.closed_by_id else ()
    bar = longest_bar([row.closed_on], day) if closing else None
    return TitleView(row, row.on(day), decrees[row.decree_id], closing, certificates, bar)


def outcome_context(actor: Actor, case: Case, unit: str, now: datetime) -> dict[str, Any]:
    """Return what the page of an outcome shows: about ten queries."""
    today = today_of(actor, now)
    views = title_views(case.tenant_id, titles_of(case.tenant_id, case.unit_id), today)
    own = next((view for view in views if view.row.case_id == case.pk), None)
    return {
        "today": today,
        "own": own,
        "titles": list(reversed(views)),
        "objections": objections_of(case),
        "acceptance": acceptance_of(case),
        "offences": offences_of(case),
        "bar": running_bar(case.tenant_id, case.unit_id, today),
        "deeds": _outcome_deeds(actor, case, unit, own, today),
        "sign_href": _sign_href(actor, own),
        "standing": standing_of(own.row) if own else None,
        "lacking": lacking_of(own.row) if own and own.asked else (),
        "signed": signed_so_far(own.row) if own and own.asked else (),
        "scored": told_body(case, side_of(actor)) is not None,
        "corrects": own is not None and allowed(actor, to_correct(own.decree, decides=True)),
    }


def _outcome_deeds(actor: Actor, case: Case, unit: str, own: TitleView | None, today: date) -> list[DeedLink]:
    def to(name: str) -> str:
        return reverse(f"outcomes:{name}", args=[unit, case.year])

    found = [
        DeedLink(words, to(name), main, danger)
        for event, words, name, main, danger in (
            ("determine", _("Catat keputusan penetapan"), "grant", True, False),
            ("object", _("Ajukan keberatan"), "objection", True, False),
            ("uphold_objection", _("Putus keberatan"), "objection_decision", True, False),
            ("void", _("Nyatakan usulan gugur"), "void", False, True),
        )
        if _can(actor, case, event)
    ]
    if _can(actor, case, "determine_own") and determines_itself(case, today):
        found.append(DeedLink(_("Tetapkan sendiri"), to("grant_own")))
    if allowed(actor, ACCEPT, unit_id=case.unit_id, state=case.stage) and acceptance_of(case) is None:
        found.append(DeedLink(_("Terima hasil tanpa berkeberatan"), to("accept"), main=False))
    if own is not None and _may_certify(actor, case, own):
        found.append(DeedLink(_("Terbitkan sertifikat"), to("certificate"), main=own.certificate is None))
    return found


def _can(actor: Actor, case: Case, event: str) -> bool:
    if case.stage not in ASSESSMENT.sources_of(event):
        return False
    return allowed(actor, EVENT[event], unit_id=case.unit_id, state=case.stage)


def _may_certify(actor: Actor, case: Case, own: TitleView) -> bool:
    if own.standing not in {Standing.IN_FORCE, Standing.COMING} or not allowed(actor, CERTIFY, unit_id=case.unit_id):
        return False
    certified = own.asked or (own.certificate is not None and own.certificate.decree_id == own.decree.pk)
    return not certified and (own.decree.issuer == Issuer.AGENCY_HEAD) == actor.holds(roles.AGENCY_HEAD)


def _sign_href(actor: Actor, own: TitleView | None) -> str:
    """Return where the reader signs the certificate, where it waits for them."""
    if own is None or own.certificate is None or actor.user_id is None:
        return ""
    for one in signatories_of(own.certificate.document):
        if one.user_id == actor.user_id and one.state == "waiting":
            return reverse("signing:sign", args=[one.pk])
    return ""


def monitoring_context(actor: Actor, case: Case, unit: str, now: datetime) -> dict[str, Any]:
    """Return what the page of monitoring shows of the unit's title: the one that stands, or stood last."""
    today = today_of(actor, now)
    tenant = case.tenant_id
    held = title_on(tenant, case.unit_id, today) or newest_title(tenant, case.unit_id)
    sees = allowed(actor, SEE_TRIGGERS, unit_id=case.unit_id)
    context: dict[str, Any] = {"today": today, "sees_triggers": sees, "held": None,
                               "bar": running_bar(tenant, case.unit_id, today)}  # fmt: skip
    if held is None:
        return context
    reports = monitorings_of(tenant, held.pk)
    standing = held.on(today) is Standing.IN_FORCE
    law = report_law(today)
    due = report_due(held.since, [row.on for row in reports], law.months)
    return context | {
        "held": title_views(tenant, [held], today)[0],
        "reports": reports,
        "missing": monitored_years(held.since, today, [row.year for row in reports]) if standing else (),
        "due": due if standing else None,
        "due_source": law.source,
        "late": standing and today > due,
        "triggers": triggers_of(tenant, held.pk) if sees else [],
        "revocations": revocations_of(case) if sees else [],
        "deeds": _monitoring_deeds(actor, case, unit, standing=standing),
    }


def _monitoring_deeds(actor: Actor, case: Case, unit: str, *, standing: bool) -> list[DeedLink]:
    def to(name: str) -> str:
        return reverse(f"outcomes:{name}", args=[unit, case.year])

    found = [
        DeedLink(words, to(name), main, danger)
        for event, words, name, main, danger in (
            ("report_monitoring", _("Laporkan pemantauan"), "report", True, False),
            ("revoke", _("Catat keputusan pencabutan"), "revocation", False, True),
            ("drop_revocation", _("Tidak melanjutkan pencabutan"), "drop", False, False),
            ("propose_revocation", _("Rekomendasikan pencabutan"), "propose", False, True),
        )
        if _can(actor, case, event)
    ]
    if standing and allowed(actor, RECORD_TRIGGER, unit_id=case.unit_id):
        found.append(DeedLink(_("Catat pemicu pemeriksaan"), to("found"), main=False))
    return sorted(found, key=lambda one: (one.danger, not one.main))


def monitored_years_of(case: Case, day: date) -> list[int]:
    """Return the years of the unit's title that can be reported, newest first."""
    held = title_on(case.tenant_id, case.unit_id, day)
    return list(range(day.year, held.since.year - 1, -1)) if held else [day.year]
