"""The rows of this app, by subject."""

from pulau.apps.declarations.models.ceremony import CeremonyEvent, EventKind
from pulau.apps.declarations.models.coverage import AgencyCoverage, UnitCoverage
from pulau.apps.declarations.models.declarations import (
    Attachment,
    Calls,
    Declaration,
    DeclarationPart,
    DeclarationPerson,
    DeclarationState,
    DeclarationText,
    SymbolicUnit,
)
from pulau.apps.declarations.models.pacts import Pact, PactCause, PactParty, PactState
from pulau.apps.declarations.models.tablet import AttestItem, AttestItemState, AttestRun, AttestState, TabletSession
from pulau.apps.declarations.models.templates import PledgeKind, PledgeTemplate, TemplateState

__all__ = [
    "AgencyCoverage",
    "Attachment",
    "AttestItem",
    "AttestItemState",
    "AttestRun",
    "AttestState",
    "Calls",
    "CeremonyEvent",
    "Declaration",
    "DeclarationPart",
    "DeclarationPerson",
    "DeclarationState",
    "DeclarationText",
    "EventKind",
    "Pact",
    "PactCause",
    "PactParty",
    "PactState",
    "PledgeKind",
    "PledgeTemplate",
    "SymbolicUnit",
    "TabletSession",
    "TemplateState",
    "UnitCoverage",
]
