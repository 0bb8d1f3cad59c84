"""What the journal says of requests about personal data, of erasing people, and of data that they took out."""

from __future__ import annotations

from pulau.foundation.registry.journal_actions import JournalAction

DATA_REQUESTED = JournalAction(
    "people.data_requested", "Permintaan tentang data pribadi diajukan", "A request about personal data was made"
)
DATA_REQUEST_ANSWERED = JournalAction(
    "people.data_request_answered",
    "Permintaan tentang data pribadi dijawab",
    "A request about personal data was answered",
)
PERSON_ERASED = JournalAction("people.person_erased", "Data seseorang dihapus", "A person's data were erased")
HOLD_PLACED = JournalAction("people.hold_placed", "Penghapusan ditahan", "An erasure was held back")
HOLD_ENDED = JournalAction("people.hold_ended", "Penahanan penghapusan diakhiri", "A hold on an erasure was ended")
OWN_DATA_TAKEN = JournalAction("people.own_data_taken", "Data diri diunduh", "A person took out their own data")
SWEPT = JournalAction(
    "people.retention_swept", "Data yang lewat masa simpannya dibersihkan", "Data past their time were removed"
)
BREACH_GATHERED = JournalAction(
    "people.breach_gathered", "Berkas insiden data pribadi disusun", "An incident with personal data was gathered"
)

PRIVACY_ACTIONS = (
    *(
        DATA_REQUESTED,
        DATA_REQUEST_ANSWERED,
        PERSON_ERASED,
        HOLD_PLACED,
        HOLD_ENDED,
        OWN_DATA_TAKEN,
        SWEPT,
        BREACH_GATHERED,
    ),
)
