"""The application as ASGI servers load it."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pulau.config.settings.chosen")

application = get_asgi_application()
