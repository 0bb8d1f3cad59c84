"""What personal data are kept for, on which ground, and for how long: what several apps share.

Periods are house figures until a body's own retention schedule (jadwal retensi arsip) says otherwise; those of the law
itself stand in `regulations/personal-data`.
"""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import Basis, Ground, Purpose, Retention

YEAR: Final = 365

IDENTITY: Final = Purpose(
    "identity", "Mengenali Anda dan membiarkan Anda masuk", "Recognising you and letting you sign in", Basis.DUTY
)
SECURITY: Final = Purpose(
    "security",
    "Menjaga akun dan menelusuri kejadian keamanan",
    "Guarding accounts and tracing security events",
    Basis.INTEREST,
)
STAFF: Final = Purpose(
    "staff",
    "Mencatat pegawai, jabatan, dan orang luar yang bekerja sama dengan instansi",
    "Keeping employees, their posts, and people from outside who work with the agency",
    Basis.DUTY,
)
DUTIES: Final = Purpose(
    "duties",
    "Mengatur siapa berwenang apa, dan mencegah benturan kepentingan",
    "Settling who may do what, and keeping conflicts of interest out",
    Basis.DUTY,
)
WORK: Final = Purpose(
    "work",
    "Mengisi, membahas, dan menilai pembangunan zona integritas",
    "Filling, discussing and assessing the integrity zone",
    Basis.DUTY,
)
RECORD: Final = Purpose(
    "record",
    "Membuktikan siapa melakukan apa (akuntabilitas)",
    "Proving who did what (accountability)",
    Basis.LAW,
)
TELLING: Final = Purpose(
    "telling", "Memberi tahu Anda tentang hal yang menunggu", "Telling you of what waits for you", Basis.DUTY
)
RIGHTS: Final = Purpose(
    "rights",
    "Menjawab permintaan Anda tentang data pribadi",
    "Answering your requests about personal data",
    Basis.LAW,
)

WHILE_ACCOUNT: Final = Retention(
    "Selama akun dipakai; dihapus bila Anda memintanya sesudah tidak memegang peran",
    "While the account is in use; erased on request once no duty is held",
)
WHILE_EMPLOYED: Final = Retention(
    "Selama bekerja di instansi, lalu 10 tahun", "While employed by the agency, then 10 years", 10 * YEAR
)
WHILE_OUTSIDER: Final = Retention(
    "Selama bekerja sama, lalu 2 tahun", "While the cooperation lasts, then 2 years", 2 * YEAR
)
WHILE_RECORD: Final = Retention(
    "Selama instansi memakai Pulau: bagian dari catatan penilaian dan jurnal",
    "As long as the agency uses Pulau: part of the record of scores and of the journal",
)
INVITED: Final = Retention("90 hari sesudah undangan berakhir", "90 days after the invitation ends", 90)
ONE_YEAR: Final = Retention("Satu tahun", "One year", YEAR)
FIVE_YEARS: Final = Retention("5 tahun sesudah dijawab", "5 years after the answer", 5 * YEAR)
ONE_DAY: Final = Retention("Satu hari", "One day", 1)
ONE_WEEK: Final = Retention("7 hari sesudah selesai", "7 days after it ended", 7)
SESSION: Final = Retention("Selama sesi berlaku", "While the session lasts", 1)
THIRTY_DAYS: Final = Retention("30 hari", "30 days", 30)

SCORES: Final = Ground(
    "Skor, jawaban dan jurnal tetap dapat diperiksa; yang ditunjuk tidak lagi bernama.",
    "Scores, answers and the journal can still be checked; whom this points at has no name any more.",
)
"""The ground on which a pointer at a person stays: whom it points at has no name any more."""
