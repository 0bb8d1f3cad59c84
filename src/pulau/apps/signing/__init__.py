"""Documents that are signed and can be checked by anybody: certificates, signatures, versions, `/periksa`."""
