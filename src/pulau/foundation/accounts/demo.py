"""The people of the demo who can sign in, and their fictional bodies. No real body or person is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.demo_sign_in import DEMO_PASSWORD
from pulau.foundation.accounts.models import User
from pulau.foundation.accounts.services import open_tenant, register_user
from pulau.foundation.tenancy.models import Tenant

TENANT_CODE = "kabupaten-tanjung-sagara"
OTHER_CODE = "kota-muara-lain"
TENANTS = {
    TENANT_CODE: "Kabupaten Tanjung Sagara",
    OTHER_CODE: "Kota Muara Lain",
    "provinsi-nusa-bahari": "Provinsi Nusa Bahari",
    "komisi-pemilihan-nusa-bahari": "Komisi Pemilihan Nusa Bahari",
    "kementerian-aparatur": "Kementerian Aparatur (rekaan)",
    "lembaga-pelayanan-publik": "Lembaga Pengawas Pelayanan Publik (rekaan)",
}
_TENANT_OF = {
    "lain": OTHER_CODE,
    "bahari": "provinsi-nusa-bahari",
    "pemilihan": "komisi-pemilihan-nusa-bahari",
    "aparatur": "kementerian-aparatur",
    "pelayanan": "lembaga-pelayanan-publik",
}
"""Which body an address belongs to, by the part after the @; every other is the regency's."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast. What each of them does is told by `demo_sign_in` and by their appointments."""

    email: str
    full_name: str

    @property
    def tenant(self) -> str:
        """The body whose journal tells of their registration."""
        return _TENANT_OF.get(self.email.partition("@")[2].partition(".")[0], TENANT_CODE)


CAST = (
    Person("ayu@sagara.example.id", "Ayu Larasati"),
    Person("fajar@sagara.example.id", "Fajar Prakoso"),
    Person("gita@sagara.example.id", "Gita Permata"),
    Person("joko@sagara.example.id", "Joko Santosa"),
    Person("hana@sagara.example.id", "Hana Wulandari"),
    Person("indra@sagara.example.id", "Indra Kusuma"),
    Person("bima@sagara.example.id", "Bima Wirasena"),  # leads the internal assessors (TPI)
    Person("citra@aparatur.example.id", "Citra Maharani"),  # national assessor (TPN)
    Person("dewi@lain.example.id", "Dewi Anggraini"),
    Person("eka@warga.example.id", "Eka Nugraha"),  # a citizen: an account without a duty
    Person("kartika@sagara.example.id", "Kartika Maheswari"),
    Person("lukas@sagara.example.id", "Lukas Manurung"),
    Person("maya@sagara.example.id", "Maya Anggita"),
    Person("nanda@sagara.example.id", "Nanda Pratiwi"),
    Person("oki@sagara.example.id", "Oki Wibisana"),
    Person("putri@sagara.example.id", "Putri Handayani"),
    Person("rahmat@sagara.example.id", "Rahmat Basuki"),
    Person("sri@sagara.example.id", "Sri Lestari"),
    Person("tono@sagara.example.id", "Tono Sugiarto"),
    Person("umi@sagara.example.id", "Umi Rahayu"),
    Person("vino@sagara.example.id", "Vino Saputra"),
    Person("wulan@sagara.example.id", "Wulan Kirana"),
    Person("yusuf@sagara.example.id", "Yusuf Ramdani"),
    Person("zaki@sagara.example.id", "Zaki Firmansyah"),
    Person("agus@sagara.example.id", "Agus Tristanto"),
    Person("betty@sagara.example.id", "Betty Sihotang"),
    Person("sinta@sagara.example.id", "Sinta Paramita"),
    Person("nuri@sagara.example.id", "Nuri Hapsari"),
    Person("anton@sagara.example.id", "Anton Wicaksono"),
    Person("surya@sagara.example.id", "Surya Dirgantara"),
    Person("lala@sagara.example.id", "Lala Kusumawati"),
    Person("rini@sagara.example.id", "Rini Puspita"),
    Person("seno@sagara.example.id", "Seno Ardhana"),
    Person("komang@forum.example.id", "Komang Adiputra"),
    Person("darma@kejaksaan.example.id", "Darma Siswanto"),
    Person("brata@kepolisian.example.id", "Brata Samudra"),
    Person("arman@bahari.example.id", "Arman Lazuardi"),
    Person("vita@bahari.example.id", "Vita Maheswara"),
    Person("wayan@pemilihan.example.id", "Wayan Sudarsana"),
    Person("nila@pemilihan.example.id", "Nila Safitri"),
    Person("lina@aparatur.example.id", "Lina Hapsari"),
    Person("hasan@aparatur.example.id", "Hasan Mangkuto"),
    Person("yoga@aparatur.example.id", "Yoga Pramudya"),
    Person("mutia@aparatur.example.id", "Mutia Rosalina"),
    Person("tika@aparatur.example.id", "Tika Rembulan"),  # runs the platform
    Person("ratna@pelayanan.example.id", "Ratna Dewanti"),  # companion for the province and its regencies
    Person("doni@pelayanan.example.id", "Doni Prakarsa"),
)


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    """How much of the demo was new: zero of everything on a second run."""

    tenants: int
    users: int
    passwords: int

    @property
    def anything(self) -> bool:
        """Whether anything was new."""
        return bool(self.tenants or self.users or self.passwords)


def demo_year(now: datetime) -> int:
    """Return the newest year of the demo's worksheets, loaded now: the present one from September on, else the last.

    Their stories begin months before the day of loading, and rest on documents of the spring.
    """
    return (now - timedelta(days=250)).year


@transaction.atomic
def load_people(*, now: datetime, sign_in: bool) -> DemoLoaded:
    """Add what of the bodies and people is missing, by the services that everybody uses; change nothing else.

    With `sign_in` those of them who have no password get the one that the sign-in page prints.
    """
    tenants = {tenant.code: tenant for tenant in Tenant.objects.filter(code__in=TENANTS)}
    opened = [code for code in TENANTS if code not in tenants]
    tenants |= {code: open_tenant(code=code, name=TENANTS[code], now=now) for code in opened}
    known = {user.email: user for user in User.objects.filter(email__in=[person.email for person in CAST])}
    missing = [person for person in CAST if person.email not in known]
    for person in missing:
        actor = Actor.system(tenants[person.tenant].pk)
        known[person.email] = register_user(actor=actor, email=person.email, full_name=person.full_name, now=now)
    locked = [user for user in known.values() if sign_in and not user.has_usable_password()]
    password = make_password(DEMO_PASSWORD) if locked else ""  # slow on purpose: once, since it is no secret
    for user in locked:
        user.password = password
    User.objects.bulk_update(locked, ["password"])
    return DemoLoaded(tenants=len(opened), users=len(missing), passwords=len(locked))


def people_of_demo() -> dict[str, User]:
    """Return the cast by the part of the address before the @."""
    return {user.email.partition("@")[0]: user for user in User.objects.filter(email__in=[one.email for one in CAST])}
