"""What is done to accounts and tenants, each written into the journal."""

from pulau.foundation.accounts.services.opening import (
    EmailTaken,
    NipInvalid,
    NipTaken,
    TenantCodeReserved,
    TenantCodeTaken,
    open_account,
    open_tenant,
    register_user,
    set_password,
)

__all__ = [
    "EmailTaken",
    "NipInvalid",
    "NipTaken",
    "TenantCodeReserved",
    "TenantCodeTaken",
    "open_account",
    "open_tenant",
    "register_user",
    "set_password",
]
