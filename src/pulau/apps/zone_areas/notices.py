"""What people are told of zone areas."""

from __future__ import annotations

from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words

GROUP = NoticeGroup("zone-areas", "Kawasan", "Zone areas")

INVITED = NoticeKind(
    "zone_areas.invited",
    GROUP.code,
    Words("{agency} mengundang {unit} ke {area}", "Terima atau tolak di halamannya."),
    Words("{agency} asks {unit} to join {area}", "Accept or decline on its page."),
)
ACCEPTED = NoticeKind(
    "zone_areas.accepted",
    GROUP.code,
    Words("{unit} menjadi anggota {area}", "Nilai dan syaratnya kini ikut dihitung."),
    Words("{unit} joined {area}", "Its figures now count."),
)
DECLINED = NoticeKind(
    "zone_areas.declined",
    GROUP.code,
    Words("{unit} menolak bergabung dengan {area}", "Alasannya ada di halaman kawasan."),
    Words("{unit} declined to join {area}", "The reason stands on the area's page."),
)
LEFT = NoticeKind(
    "zone_areas.left",
    GROUP.code,
    Words("{unit} keluar dari {area}", "Hari terakhir dan alasannya ada di halamannya."),
    Words("{unit} left {area}", "The last day and the reason stand on its page."),
)
WITHDRAWN = NoticeKind(
    "zone_areas.withdrawn",
    GROUP.code,
    Words("Undangan {unit} ke {area} ditarik", "Tidak ada yang perlu dijawab."),
    Words("The invitation of {unit} to {area} was withdrawn", "Nothing needs to be answered."),
)

KINDS = (INVITED, ACCEPTED, DECLINED, LEFT, WITHDRAWN)
