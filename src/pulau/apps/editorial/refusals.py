"""What cannot be done with public pages, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from pulau.apps.editorial.models import PageVersion


class PageNotFound(Http404):
    """There is no such page, or none that is published."""


class VersionNotFound(Http404):
    """The page has no version of that number."""


class AnnouncementNotFound(Http404):
    """There is no such announcement."""


class EditorialRefusal(Exception):  # noqa: N818 - a fact, as every error of this project
    """A page or an announcement cannot be kept so; `field` of the form is to be mended."""

    field = ""


class SlugTaken(EditorialRefusal):
    """Another page has that address already."""

    field = "alamat"


class SlugWrong(EditorialRefusal):
    """An address has other signs than small letters, digits and single hyphens."""

    field = "alamat"


class NoLanguage(EditorialRefusal):
    """Neither language has a title and a text."""

    field = "judul_id"


class HalfLanguage(EditorialRefusal):
    """A language has some of its parts, and lacks its title or its text."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class LinkWrong(EditorialRefusal):
    """A link leads neither to a page of this site nor to a web address."""

    field = "tautan"


class TimesWrong(EditorialRefusal):
    """An announcement would end before it begins."""

    field = "sampai"


class NothingToPublish(EditorialRefusal):
    """The page is as the public reads it, or not published at all."""


class EditedMeanwhile(EditorialRefusal):
    """Somebody else saved the page since its editor read it: `newest` is what they saved."""

    def __init__(self, newest: PageVersion) -> None:
        super().__init__(newest.number)
        self.newest = newest


class AnnouncementChangedMeanwhile(EditorialRefusal):
    """Somebody else changed the announcement since its editor read it."""
