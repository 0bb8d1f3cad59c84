"""`pulau log policy`, `pulau log witness` and `pulau log quorum`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from pulau.apps.transparency import places
from pulau.apps.transparency.management.answering import answering
from pulau.apps.transparency.witness_file import WitnessesRefused, with_quorum, with_witness, without_witness
from pulau.exchange.log.asking_witnesses import AddressRefused, check_address


class Command(BaseCommand):
    """Print the policy, or change the operator's part of it after checking what comes out."""

    help = "Print or change who has to witness the log."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done."""
        parser.add_argument("act", choices=("show", "set", "add", "remove", "quorum"))
        parser.add_argument("words", nargs="*")
        parser.add_argument("--url", default="")
        parser.add_argument("--require", nargs="*", default=[])
        parser.add_argument("--others", type=int, default=0)

    def handle(self, *_args: object, act: str, words: list[str], **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Do it. Raises CommandError; then the old policy stays."""
        with answering():
            if act == "show":
                self.stdout.write(places.policy_text(), ending="")
                return
            try:
                text = _changed(act, words, **options)
            except WitnessesRefused as problem:
                told = _("%(name)s bukan saksi di daftar ini, atau kuorum memerlukannya: ubah kuorum dahulu.")
                raise CommandError(told % {"name": problem.name}) from problem
            except AddressRefused as problem:
                raise CommandError(_("Alamat saksi tidak dapat dipakai: %(why)s.") % {"why": problem}) from problem
            places.write_witness_lines(text)
        self.stdout.write(_("Disimpan. Pengurut yang berjalan menerbitkannya dalam setengah menit."))


def _changed(act: str, words: list[str], *, url: str, require: list[str], others: int, **_more: object) -> str:
    if act == "set":
        return Path(words[0]).read_text(encoding="utf-8")
    text = places.witness_lines()
    if act == "add":
        if url:
            check_address(url, local=places.chosen().local_witnesses)
        return with_witness(text, words[0], words[1], url)
    if act == "remove":
        return without_witness(text, words[0])
    return with_quorum(text, require, others)
