"""What cannot be done with companions' rooms, as facts."""

from __future__ import annotations

from django.http import Http404


class RoomNotFound(Http404):
    """There is no such room, or nothing of it that the actor may know of: also after its time."""


class RoomRefusal(Exception):  # noqa: N818 - a fact, as every error of this project
    """A room or an entry cannot be; `field` of the form is to be mended."""

    field = ""


class NoCompanion(RoomRefusal):
    """The person does not hold the duty of a companion that reaches the unit in these days."""

    field = "pendamping"


class RoomThere(RoomRefusal):
    """The companion has a room of this scope already that is open."""

    field = "pendamping"


class DaysWrong(RoomRefusal):
    """The last day is before the first, or past, or there is none though an invitation has one."""

    field = "sampai"


class RoomEnded(RoomRefusal):
    """The room is closed: nothing is said in it any more."""


class NothingToAnswer(RoomRefusal):
    """There is no such question, or no such dissent, to answer or to weigh."""

    field = "entri"


class NotDeciding(RoomRefusal):
    """Another body decided that step: its leader or panel weighs the dissent."""

    field = "entri"
