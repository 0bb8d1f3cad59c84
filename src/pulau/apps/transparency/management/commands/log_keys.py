"""`pulau log rotate-key` and `pulau log retire-key`."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.transparency import places
from pulau.apps.transparency.management.answering import answering, progress
from pulau.apps.transparency.running.rotating import NoSuchKey, OnlyKey, retire_key, rotate_key


class Command(BaseCommand):
    """Make a further key of the log, or have one sign no more."""

    help = "Change the key of the log."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done."""
        parser.add_argument("--retire", default="")
        parser.add_argument("--stolen", action="store_true")

    def handle(self, *_args: object, retire: str, stolen: bool, **_more: object) -> None:
        """Do it. Raises CommandError for a key that is not known, or the only one that signs."""
        with answering():
            if retire:
                self._retire(retire, stolen=stolen)
            else:
                self._rotate()

    def _rotate(self) -> None:
        key = rotate_key(timezone.now())
        self.stdout.write(key.vkey)
        self.stdout.write(
            _(
                "Kunci ini ikut menandatangani mulai kepala berikutnya. Setiap saksi harus mengenalnya "
                "(pulau witness trust FOLDER KUNCI) sebelum kunci lama dihentikan: pulau log retire-key ID."
            )
        )
        for each in places.known_keys():
            self.stdout.write(f"  {each.id.hex()}  {each.vkey}")

    def _retire(self, key_id: str, *, stolen: bool) -> None:
        try:
            key = retire_key(key_id, timezone.now(), stolen=stolen, tell=progress(self.stdout))
        except NoSuchKey as problem:
            known = ", ".join(each.id.hex() for each in places.known_keys())
            raise CommandError(_("Tidak ada kunci itu. Yang ada: %(ids)s.") % {"ids": known}) from problem
        except OnlyKey as problem:
            words = _("Tidak ada kunci lain yang menandatangani: buat dahulu dengan pulau log rotate-key.")
            raise CommandError(words) from problem
        self.stdout.write(_("Kunci %(id)s tidak menandatangani lagi.") % {"id": key.id.hex()})
        if stolen:
            self.stdout.write(
                _(
                    "Kunci itu juga keluar dari kebijakan, dan kepala-kepala lama ditandatangani ulang. Saksi harus "
                    "mencabutnya: pulau witness distrust FOLDER %(key)s"
                )
                % {"key": key.vkey}
            )
