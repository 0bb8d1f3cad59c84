"""What things of clearances and panels are called, for the journal."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.subjects import Subjects

SUBJECTS: Final = (
    Subjects("panels.clearance", "Klarifikasi lembaga", "Clearance"),
    Subjects("panels.panel", "Sidang panel", "Panel"),
    Subjects("panels.member", "Anggota panel", "Member of a panel"),
    Subjects("panels.vote", "Suara panel", "Vote of a panel"),
)
