"""What the journal says of zone areas."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

AREA_MADE = JournalAction("zone_areas.area_made", "Kawasan dibentuk", "A zone area was made")
AREA_CHANGED = JournalAction("zone_areas.area_changed", "Kawasan diubah", "A zone area was changed")
UNIT_JOINED = JournalAction("zone_areas.unit_joined", "Unit masuk kawasan", "A unit joined a zone area")
UNIT_INVITED = JournalAction(
    "zone_areas.unit_invited", "Unit instansi lain diundang ke kawasan", "A unit of another body was asked to join"
)
INVITATION_WITHDRAWN = JournalAction(
    "zone_areas.invitation_withdrawn", "Undangan kawasan ditarik", "The invitation to a zone area was withdrawn"
)
INVITATION_ACCEPTED = JournalAction(
    "zone_areas.invitation_accepted", "Undangan kawasan diterima", "The invitation to a zone area was accepted"
)
INVITATION_DECLINED = JournalAction(
    "zone_areas.invitation_declined", "Undangan kawasan ditolak", "The invitation to a zone area was declined"
)
UNIT_LEFT = JournalAction("zone_areas.unit_left", "Unit keluar dari kawasan", "A unit left a zone area")
ASPECT_ANSWERED = JournalAction(
    "zone_areas.aspect_answered", "Aspek integrasi kawasan diisi", "An aspect of a zone area's integration was answered"
)
EVIDENCE_ADDED = JournalAction(
    "zone_areas.evidence_added", "Bukti aspek kawasan ditambahkan", "Evidence of an aspect was added"
)
EVIDENCE_REMOVED = JournalAction(
    "zone_areas.evidence_removed", "Bukti aspek kawasan dilepas", "Evidence of an aspect was taken off"
)

ACTIONS = (
    *(AREA_MADE, AREA_CHANGED, UNIT_JOINED, UNIT_INVITED, INVITATION_WITHDRAWN, INVITATION_ACCEPTED),
    *(INVITATION_DECLINED, UNIT_LEFT, ASPECT_ANSWERED, EVIDENCE_ADDED, EVIDENCE_REMOVED),
)
