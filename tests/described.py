"""The API as it describes itself, from which tests make up what they send."""

from __future__ import annotations

import schemathesis
from schemathesis.specs.openapi.schemas import OpenApiSchema

from pulau.config.wsgi import application


def described() -> OpenApiSchema:
    """Read the description of the API, to be narrowed to some operations.

    Words from Pulau's source are not tried as values: to look for them takes longer than to send all requests.
    """
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    schema.config.analysis.constants.enabled = False
    return schema
