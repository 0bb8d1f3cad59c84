"""What the updates after a signature changed, by the rules of pyHanko: each update beside the one before it."""

from __future__ import annotations

from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffPolicy,
    DiffResult,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from pulau.exchange.signatures.opening import Deadline


class StepByStep(DiffPolicy):
    """Compares each update with the one before it, once a file; pyHanko compares each with every signed one.

    What is allowed after a certification is allowed always, so the looser question is asked only after a refusal.
    """

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._found: dict[tuple[int, MDPPerm | None], DiffResult | SuspiciousModification] = {}

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        """Compare two states by pyHanko's own rules."""
        return DEFAULT_DIFF_POLICY.apply(old, new, field_mdp_spec, doc_mdp)

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult | SuspiciousModification:
        """Judge every update after a signed state."""
        level, fields = ModificationLevel.NONE, set[str]()
        first = base_revision if isinstance(base_revision, int) else base_revision.revision
        for revision in range(first, reader.xrefs.total_revisions - 1):
            step = self._step(reader, revision, field_mdp_spec, doc_mdp)
            if isinstance(step, SuspiciousModification):
                return step
            level, fields = max(level, step.modification_level), fields | step.changed_form_fields
        return DiffResult(level, fields)

    def _step(
        self, reader: PdfFileReader, revision: int, locked: FieldMDPSpec | None, permitted: MDPPerm | None
    ) -> DiffResult | SuspiciousModification:
        if locked is not None:
            return self._compared(reader, revision, locked, permitted)
        strict = self._remembered(reader, revision, MDPPerm.FILL_FORMS)
        return strict if isinstance(strict, DiffResult) else self._remembered(reader, revision, permitted)

    def _remembered(
        self, reader: PdfFileReader, revision: int, permitted: MDPPerm | None
    ) -> DiffResult | SuspiciousModification:
        key = (revision, permitted)
        if key not in self._found:
            self._found[key] = self._compared(reader, revision, None, permitted)
        return self._found[key]

    def _compared(
        self, reader: PdfFileReader, revision: int, locked: FieldMDPSpec | None, permitted: MDPPerm | None
    ) -> DiffResult | SuspiciousModification:
        self._deadline.look()
        old, new = reader.get_historical_resolver(revision), reader.get_historical_resolver(revision + 1)
        try:
            return self.apply(old, new, locked, permitted)
        except SuspiciousModification as suspicious:
            return suspicious
