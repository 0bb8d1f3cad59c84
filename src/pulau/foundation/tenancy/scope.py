"""Managers that answer only when they are told whose rows are meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models

from pulau.core.shared.actor import Actor

if TYPE_CHECKING:
    from pulau.foundation.tenancy.models import TenantOwned

M = TypeVar("M", bound="TenantOwned")


class TenantForgotten(Exception):  # noqa: N818 - a fact, as every error of this project
    """Rows of a tenant were asked for without saying which: a mistake in the program."""


class WrongTenant(Exception):  # noqa: N818 - a fact, as every error of this project
    """A row was about to be written into another tenant: a mistake in the program."""


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of one tenant; what it creates belongs to that tenant too."""

    _scope: UUID | None = None

    def of(self, tenant_id: UUID) -> Self:
        """Return the rows of `tenant_id` only."""
        rows = self.filter(tenant_id=tenant_id)
        rows._scope = tenant_id  # noqa: SLF001 - its own class
        return rows

    def create(self, **values: Any) -> M:  # noqa: ANN401 - Django's own signature
        """Create a row in this tenant. Raises WrongTenant when the values name another."""
        if self._scope is not None:
            tenant = values.pop("tenant", None)
            values.setdefault("tenant_id", tenant.pk if tenant is not None else self._scope)
            self._refuse_others((values["tenant_id"],))
        return super().create(**values)

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:  # noqa: ANN401 - Django's own
        """Create rows in this tenant. Raises WrongTenant when one belongs to another."""
        rows = list(objs)
        self._refuse_others(row.tenant_id for row in rows)
        return super().bulk_create(rows, *args, **kwargs)

    def _refuse_others(self, tenants: Iterable[UUID]) -> None:
        if self._scope is not None and any(tenant != self._scope for tenant in tenants):
            raise WrongTenant(f"{self.model.__name__}: the row names a tenant other than {self._scope}")

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # Django's stubs leave the method out
        clone._scope = self._scope
        return clone


class ScopedManager(models.Manager[M]):
    """`Model.objects`: only `for_tenant` and `for_actor` lead to rows; anything else raises TenantForgotten."""

    queryset_class: ClassVar[type[ScopedQuerySet[Any]]] = ScopedQuerySet

    def get_queryset(self) -> ScopedQuerySet[M]:
        """Refuse, unless reached from a row (`worksheet.answers`), whose tenant is then meant."""
        owner = getattr(self, "instance", None)  # set by Django on the manager of a relation
        tenant_id = getattr(owner, "tenant_id", None)
        if tenant_id is None:
            raise TenantForgotten(f"{self.model.__name__}.objects: say whose rows, with for_tenant or for_actor")
        return self.for_tenant(tenant_id)

    def for_tenant(self, tenant_id: UUID) -> ScopedQuerySet[M]:
        """Return the rows of one tenant."""
        return self.queryset_class(self.model, using=self._db).of(tenant_id)

    def for_actor(self, actor: Actor) -> ScopedQuerySet[M]:
        """Return the rows of the actor's own tenant."""
        return self.for_tenant(actor.tenant_id)

    def own(self, user_id: UUID) -> ScopedQuerySet[M]:
        """Return a person's own rows, of whatever tenant.

        Crosses tenants on purpose: what is kept of people is theirs to see. Only for models that the wall opens to
        their person; raises TenantForgotten for others.
        """
        if "person" not in self.model.wall_openings:
            raise TenantForgotten(f"{self.model.__name__}: the wall does not open to the person of a row")
        rows: ScopedQuerySet[M] = self.queryset_class(self.model, using=self._db)
        return rows.filter(user_id=user_id)
