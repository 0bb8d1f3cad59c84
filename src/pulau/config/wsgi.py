"""The application as WSGI servers (granian) load it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pulau.config.settings.chosen")

application = get_wsgi_application()
