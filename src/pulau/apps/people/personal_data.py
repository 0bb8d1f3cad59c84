"""What this app keeps of people, why, how long, and what becomes of it when they are erased."""

from __future__ import annotations

from typing import Final

from pulau.apps.people.policies import (
    ANSWER_DATA_REQUESTS,
    INVITE,
    KEEP_OUTSIDERS,
    SEE_APPOINTMENTS,
    SEE_INTERESTS,
    SEE_STAFF,
)
from pulau.foundation.registry.personal_data import (
    ERASED_ADDRESS,
    ERASED_NAME,
    ERASED_NUMBER,
    Declared,
    Ground,
    Kept,
    OnErasure,
    PersonalTable,
    impersonal,
    personal,
)
from pulau.foundation.registry.purposes import (
    DUTIES,
    FIVE_YEARS,
    INVITED,
    RIGHTS,
    SCORES,
    STAFF,
    WHILE_ACCOUNT,
    WHILE_EMPLOYED,
    WHILE_OUTSIDER,
    WHILE_RECORD,
)

_ARCHIVE: Final = Ground(
    "Riwayat jabatan dan penugasan adalah arsip instansi; orangnya tidak lagi bernama.",
    "The history of positions and appointments is the agency's archive; its person has no name any more.",
)
_ON_TIME: Final = Ground(
    "Bukti bahwa permintaan dijawab pada waktunya.", "Evidence that the request was answered in time."
)
_NOT_ASSESSING: Final = Ground(
    "Dasar mengapa seseorang tidak menilai sebuah unit.", "The reason why a person does not assess a unit."
)
_HELD: Final = Ground("Bukti mengapa penghapusan ditahan.", "Evidence of why the erasure was held.")
_STAFF_KEEPS: Final = Kept(STAFF, WHILE_EMPLOYED, OnErasure.KEEP, _ARCHIVE)
_STAFF_BLANK: Final = Kept(STAFF, WHILE_EMPLOYED, OnErasure.BLANK)
_OUTSIDE_KEEPS: Final = Kept(STAFF, WHILE_OUTSIDER, OnErasure.KEEP, _ARCHIVE)
_DUTY: Final = Kept(DUTIES, WHILE_RECORD, OnErasure.KEEP, SCORES)
_INVITED: Final = Kept(DUTIES, INVITED, OnErasure.KEEP, _ARCHIVE)
_TOKEN: Final = Kept(DUTIES, WHILE_ACCOUNT, OnErasure.REMOVE)
_ASKED: Final = Kept(RIGHTS, FIVE_YEARS, OnErasure.KEEP, _ON_TIME)

_EMPLOYEE: Final = (
    *personal(
        "people.Employee",
        Kept(STAFF, WHILE_EMPLOYED, OnErasure.PSEUDONYM, stand_in=ERASED_NAME),
        {"name": ("Nama", "Name")},
    ),
    *personal(
        "people.Employee",
        Kept(STAFF, WHILE_EMPLOYED, OnErasure.PSEUDONYM, stand_in=ERASED_NUMBER),
        {"nip": ("NIP, NI PPPK atau NRP", "Employee number")},
    ),
    *personal(
        "people.Employee",
        Kept(STAFF, WHILE_EMPLOYED, OnErasure.BLANK, sensitive=True),
        {"nik": ("NIK (tersegel)", "National identity number (sealed)")},
    ),
    *personal(
        "people.Employee",
        Kept(STAFF, WHILE_EMPLOYED, OnErasure.BLANK, sensitive=True, secret=True),
        {"nik_digest": ("Sidik NIK", "Digest of the national identity number")},
    ),
    *personal(
        "people.Employee",
        _STAFF_BLANK,
        {
            "title_before": ("Gelar depan", "Title before the name"),
            "title_after": ("Gelar belakang", "Title after the name"),
            "grade": ("Golongan", "Grade"),
            "position": ("Jabatan", "Position"),
            "echelon": ("Eselon", "Echelon"),
            "email": ("Surel dinas", "Office email"),
        },
    ),
    *personal(
        "people.Employee",
        _STAFF_KEEPS,
        {"status": ("Status kepegawaian", "Kind of employment"), "user": ("Akun", "Account")},
    ),
)
_POSTING: Final = personal(
    "people.Posting",
    _STAFF_KEEPS,
    {
        "position": ("Jabatan", "Position"),
        "echelon": ("Eselon", "Echelon"),
        "grade": ("Golongan", "Grade"),
        "basis": ("Dasar", "Basis"),
        "document": ("Surat keputusan", "Decree"),
    },
)
_OUTSIDER: Final = (
    *personal(
        "people.OutsidePerson",
        Kept(STAFF, WHILE_OUTSIDER, OnErasure.PSEUDONYM, stand_in=ERASED_NAME),
        {"name": ("Nama", "Name")},
    ),
    *personal(
        "people.OutsidePerson",
        Kept(STAFF, WHILE_OUTSIDER, OnErasure.BLANK),
        {"position": ("Jabatan", "Position"), "email": ("Surel", "Email address")},
    ),
    *personal(
        "people.OutsidePerson",
        _OUTSIDE_KEEPS,
        {
            "kind": ("Jenis lembaga", "Kind of institution"),
            "institution": ("Lembaga", "Institution"),
            "document": ("Surat dasar", "Document"),
            "user": ("Akun", "Account"),
        },
    ),
)
_APPOINTMENT: Final[tuple[Declared, ...]] = (
    *personal(
        "people.Appointment",
        _DUTY,
        {
            "user": ("Akun", "Account"),
            "role": ("Peran", "Role"),
            "area": ("Area", "Area"),
            "companion_kind": ("Jenis pendamping", "Kind of companion"),
            "basis": ("Dasar", "Basis"),
            "document": ("Surat keputusan", "Decree"),
            "on_behalf_of": ("Mewakili", "Stands in for"),
        },
    ),
    *impersonal("people.Appointment", "Where a duty reaches.", "scope", "region_code"),
)
_TOKENS: Final = (
    *personal("people.ApiToken", _TOKEN, {"user": ("Akun", "Account"), "name": ("Nama token", "Name of the token")}),
    *personal(
        "people.ApiToken",
        Kept(DUTIES, WHILE_ACCOUNT, OnErasure.REMOVE, secret=True),
        {"digest": ("Sidik token", "Digest of the token")},
    ),
)
_INTEREST: Final = personal(
    "people.Interest",
    Kept(DUTIES, WHILE_RECORD, OnErasure.KEEP, _NOT_ASSESSING, sensitive=True),
    {"user": ("Akun", "Account"), "ground": ("Alasan", "Ground")},
) + personal(
    "people.Interest",
    Kept(DUTIES, WHILE_RECORD, OnErasure.BLANK, sensitive=True),
    {"note": ("Catatan", "Note")},
)
_INVITATION: Final[tuple[Declared, ...]] = (
    *personal(
        "people.Invitation",
        Kept(DUTIES, INVITED, OnErasure.PSEUDONYM, stand_in=ERASED_NAME),
        {"full_name": ("Nama yang diundang", "Name of the invited")},
    ),
    *personal(
        "people.Invitation",
        Kept(DUTIES, INVITED, OnErasure.PSEUDONYM, stand_in=ERASED_ADDRESS),
        {"email": ("Surel yang diundang", "Email address of the invited")},
    ),
    *personal(
        "people.Invitation",
        _INVITED,
        {
            "role": ("Peran", "Role"),
            "area": ("Area", "Area"),
            "companion_kind": ("Jenis pendamping", "Kind of companion"),
            "document": ("Surat keputusan", "Decree"),
            "invited_by": ("Pengundang", "Invited by"),
        },
    ),
    *impersonal("people.Invitation", "Where the duty reaches; the digest of a random key.", "scope", "region_code",
                "digest"),
)  # fmt: skip
_REQUEST: Final = (
    *personal(
        "people.DataRequest",
        _ASKED,
        {"user": ("Akun", "Account"), "kind": ("Jenis", "Kind"), "state": ("Keadaan", "State")},
    ),
    *personal(
        "people.DataRequest",
        Kept(RIGHTS, FIVE_YEARS, OnErasure.BLANK),
        {"told": ("Isi permintaan", "What was asked"), "answer": ("Jawaban", "Answer")},
    ),
)

_HOLD: Final[tuple[Declared, ...]] = (
    *personal(
        "people.LegalHold",
        Kept(RIGHTS, WHILE_RECORD, OnErasure.KEEP, _HELD),
        {"user": ("Akun", "Account")},
    ),
    *personal(
        "people.LegalHold",
        Kept(RIGHTS, WHILE_RECORD, OnErasure.KEEP, _HELD, secret=True),
        {"document": ("Dokumen dasar", "Document")},
    ),
    *impersonal("people.HealthFigure", "The health of the installation.", "code"),
)

FIELDS: Final[tuple[Declared, ...]] = (
    *(*_EMPLOYEE, *_POSTING, *_OUTSIDER, *_APPOINTMENT),
    *(*_TOKENS, *_INTEREST, *_INVITATION, *_REQUEST, *_HOLD),
)

TABLES: Final = (
    PersonalTable(
        *("people.Employee", "Data pegawai", "Employee record"),
        users=("user_id",), employees=("pk",), seen_by=(SEE_STAFF,), listed=True,
    ),
    PersonalTable(
        *("people.Posting", "Riwayat jabatan", "Posts held"),
        users=("employee__user_id",), employees=("employee_id",), seen_by=(SEE_STAFF,), listed=True,
    ),
    PersonalTable(
        *("people.OutsidePerson", "Data orang dari luar instansi", "Record of a person from outside"),
        users=("user_id",), outsiders=("pk",), seen_by=(KEEP_OUTSIDERS,), listed=True,
    ),
    PersonalTable(
        *("people.Appointment", "Penugasan", "Appointments"),
        users=("user_id", "on_behalf_of_id"), seen_by=(SEE_APPOINTMENTS,), listed=True,
    ),
    PersonalTable(
        *("people.Interest", "Pernyataan kepentingan", "Declared interests"),
        users=("user_id",), seen_by=(SEE_INTERESTS,), listed=True,
    ),
    PersonalTable("people.ApiToken", "Token API", "API tokens", users=("user_id",)),
    PersonalTable(
        *("people.Invitation", "Undangan", "Invitations"),
        employees=("employee_id",), emails=("email",), seen_by=(INVITE,),
    ),
    PersonalTable(
        *("people.LegalHold", "Penahanan hukum", "Legal holds"),
        users=("user_id",), employees=("employee_id",), outsiders=("outsider_id",), seen_by=(ANSWER_DATA_REQUESTS,),
    ),
    PersonalTable(
        *("people.DataRequest", "Permintaan tentang data pribadi", "Requests about personal data"),
        users=("user_id",), seen_by=(ANSWER_DATA_REQUESTS,),
    ),
)  # fmt: skip
