"""The letter of an invitation. It goes out at once and is kept nowhere: it holds the key."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pulau.foundation.accounts.models import User
from pulau.foundation.notices.letters import whole_address

if TYPE_CHECKING:
    from pulau.apps.people.services.inviting import Invited

logger = logging.getLogger(__name__)


def send_invitation(invited: Invited, agency: str) -> bool:
    """Mail the link of an invitation, in the language of whom it is for; returns whether the server took it."""
    row = invited.invitation
    known = User.objects.filter(email=row.email).values_list("language", flat=True).first()
    with translation.override(known or settings.LANGUAGE_CODE):
        link = whole_address(reverse("people:invited", args=[invited.key]))
        context = {"row": row, "agency": agency, "link": link}
        subject = " ".join((_("[Pulau] Undangan dari %(agency)s") % {"agency": agency}).split())
        body = render_to_string("people/mail/invitation.txt", context)
    try:
        send_mail(subject, body, None, [row.email])
    except (SMTPException, OSError) as problem:
        logger.warning("an invitation was not mailed: %s", type(problem).__name__)
        return False
    return True
