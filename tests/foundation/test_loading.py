"""What a test replaces for itself must not stay in a module that is read for the first time meanwhile."""

from __future__ import annotations

import sys
from pkgutil import walk_packages
from typing import Final

import pulau.apps

PARTS: Final = frozenset({"desk", "selectors", "services", "templatetags", "views"})


def test_with_the_database_come_all_pages_and_their_tags(db: None) -> None:
    found = {module.name for module in walk_packages(pulau.apps.__path__, "pulau.apps.")}
    needed = {name for name in found if PARTS & set(name.split("."))}
    assert "pulau.apps.worksheets.desk.tour" in needed
    assert needed - set(sys.modules) == set()
