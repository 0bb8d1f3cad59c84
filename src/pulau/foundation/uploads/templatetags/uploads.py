"""What a file field says of itself."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def upload_limit() -> int:
    """Return how many megabytes one file may have."""
    return int(settings.UPLOAD_MAX_MB)
