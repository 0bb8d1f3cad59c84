"""What each role is for, in a sentence, in the groups in which people think of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.forms.duties import acts_for_national, scopes_offered
from pulau.apps.people.models import Role
from pulau.core.shared.roles import SECOND_FACTOR

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

ABOUT: Final[dict[Role, Promise | str]] = {
    Role.ZONE_TEAM: _("Mengisi lembar kerja unit dan mengumpulkan bukti."),
    Role.AREA_OWNER: _("Bertanggung jawab atas satu area perubahan di unit."),
    Role.UNIT_HEAD: _("Memimpin unit dan mengajukan lembar kerjanya."),
    Role.COUNTER_OFFICER: _("Melayani di loket unit."),
    Role.AGENCY_ADMINISTRATOR: _("Mengatur unit, pegawai, dan peran di Pulau."),
    Role.AGENCY_HEAD: _("Memimpin instansi dan melihat semua unit."),
    Role.GIFT_CONTROL: _("Menangani laporan gratifikasi."),
    Role.REPORT_RECIPIENT: _("Menerima laporan rahasia."),
    Role.LEADERS_FORUM: _("Ikut menyaksikan pencanangan di daerah."),
    Role.TPI_MEMBER: _("Menilai lembar kerja unit."),
    Role.TPI_LEADER: _("Memimpin penilaian internal."),
    Role.TPI_CONTROLLER: _("Mengendalikan mutu penilaian internal."),
    Role.TPN_ASSESSOR: _("Menilai unit yang diusulkan ke tingkat nasional."),
    Role.TPN_PANEL: _("Memutuskan dalam panel nasional."),
    Role.COMPANION: _("Mendampingi dan memberi masukan tanpa memberi nilai."),
    Role.AUDITOR: _("Membaca jurnal."),
    Role.OPERATOR: _("Menjaga sistem berjalan, tanpa melihat isinya."),
}
GROUPS: Final[tuple[tuple[Promise | str, tuple[Role, ...]], ...]] = (
    (_("Di satu unit"), (Role.ZONE_TEAM, Role.AREA_OWNER, Role.UNIT_HEAD, Role.COUNTER_OFFICER)),
    (
        _("Di instansi"),
        (
            *(Role.AGENCY_ADMINISTRATOR, Role.AGENCY_HEAD, Role.GIFT_CONTROL, Role.REPORT_RECIPIENT),
            Role.LEADERS_FORUM,
        ),
    ),
    (
        _("Menilai"),
        (Role.TPI_MEMBER, Role.TPI_LEADER, Role.TPI_CONTROLLER, Role.TPN_ASSESSOR, Role.TPN_PANEL),
    ),
    (_("Mendampingi dan mengawasi"), (Role.COMPANION, Role.AUDITOR, Role.OPERATOR)),
)


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role to choose: its words, what it is for, whether it needs a second factor."""

    role: Role
    about: Promise | str
    second_factor: bool


def role_choices(actor: Actor) -> list[tuple[Promise | str, list[RoleChoice]]]:
    """Return the roles that the actor's agency may give, by group."""
    national = acts_for_national(actor)
    return [
        (
            words,
            [
                RoleChoice(role, ABOUT[role], role in SECOND_FACTOR)
                for role in roles
                if scopes_offered(role, national=national)
            ],
        )
        for words, roles in GROUPS
    ]
