"""The HTTP API of all apps, and its OpenAPI description at /api/v1/openapi.json."""

from __future__ import annotations

from ninja import NinjaAPI

from pulau import __version__
from pulau.foundation.api import problems

api = NinjaAPI(
    title="Pulau",
    version="1",
    description=f"Scores of integrity zones, each point traceable. Pulau {__version__}.",
    openapi_url="/openapi.json",
    docs_url=None,  # the pages that ninja ships load scripts from elsewhere; the description is enough for tools
    urls_namespace="api",
)

api.add_router("", "pulau.apps.worksheets.rest.router")
api.add_router("/worksheets", "pulau.apps.worksheets.rest_worksheets.router")
api.add_router("/worksheets", "pulau.apps.worksheets.rest_answers.router")
api.add_router("/worksheets", "pulau.apps.worksheets.rest_evidence.router")
api.add_router("/evidence", "pulau.apps.evidence.rest.router")
api.add_router("/open", "pulau.apps.opendata.rest.router")
problems.install(api)
