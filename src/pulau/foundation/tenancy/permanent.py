"""Rows that are only ever added: what was written once is neither changed nor removed.

class Answer(Permanent): ...        # `objects.for_tenant(id)` reads and creates; `update` and `delete` raise
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, TypeVar

from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager, ScopedQuerySet

M = TypeVar("M", bound=TenantOwned)


class RowIsPermanent(Exception):  # noqa: N818 - a fact, as every error of this project
    """Somebody tried to change or remove what is only added to: a new row tells what is different."""


class PermanentRows(ScopedQuerySet[M]):
    """Rows of one tenant: to read, and to add to."""

    def update(self, **values: object) -> NoReturn:
        """Refuse."""
        raise RowIsPermanent(f"{self.model.__name__} is not changed ({', '.join(values)})")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise RowIsPermanent(f"{self.model.__name__} is not removed")

    delete.queryset_only = True  # type: ignore[attr-defined]  # Django's mark: managers do not copy the method


class PermanentManager(ScopedManager[M]):
    """Permanent rows of one tenant, by `for_tenant` or `for_actor`."""

    queryset_class = PermanentRows


class Permanent(TenantOwned):
    """A row of one tenant that is never changed or removed once it is there."""

    objects: ClassVar[PermanentManager[Any]] = PermanentManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Add the row. Raises RowIsPermanent when it is there already."""
        if not self._state.adding:
            raise RowIsPermanent(f"{type(self).__name__} {self.pk} is not changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse."""
        raise RowIsPermanent(f"{type(self).__name__} {self.pk} is not removed")
