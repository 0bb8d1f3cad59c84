"""What the commands of the log have in common: they say what a refusal is and what to do, and end with exit code 2."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _

from pulau.apps.transparency import places
from pulau.apps.transparency.refusals import refusal_told
from pulau.apps.transparency.running.auditing import NoLogYet
from pulau.core.log.notes import NoteRefused
from pulau.core.log.policies import PolicyRefused
from pulau.exchange.log.growing import LogRefused
from pulau.exchange.log.lock_store import LockHeld, LockMoved

REFUSED = 1
"""The exit code where something rings, was found, or was not confirmed."""


@contextmanager
def answering() -> Iterator[None]:
    """Have refusals told in the user's language. Raises CommandError."""
    if not places.chosen().enabled:
        raise CommandError(_("Instalasi ini tidak memakai log publik (setelan `log`)."))
    try:
        yield
    except LogRefused as refusal:
        told = refusal_told(refusal.code, refusal.facts)
        raise CommandError(f"{told.what}\n{told.do} ({refusal.code})") from refusal
    except (LockHeld, LockMoved) as held:
        words = _("Pengurut lain sedang bekerja. Hentikan dahulu `pulau work`, `pulau serve` dan `pulau log sequence`.")
        raise CommandError(words) from held
    except NoLogYet as problem:
        raise CommandError(_("Log belum dimulai: `pulau log sequence --once`.")) from problem
    except PolicyRefused as problem:
        words = _("Kebijakan tidak dapat dipakai: baris %(line)s, %(reason)s. Yang lama tetap berlaku.")
        raise CommandError(words % {"line": problem.line, "reason": problem.reason}) from problem
    except NoteRefused as problem:
        raise CommandError(_("Kunci atau kepala log salah bentuk: %(why)s.") % {"why": problem}) from problem
    except OSError as problem:
        raise CommandError(_("Tidak dapat dibaca atau ditulis: %(why)s.") % {"why": problem}) from problem


def progress(out: OutputWrapper) -> Callable[[int, int], None]:
    """Return what shows how far it is, on one line of a terminal."""
    shown = [-1]

    def tell(done: int, every: int) -> None:
        share = 1000 * done // every if every else 1000
        if out.isatty() and share != shown[0]:
            shown[0] = share
            out.write(f"\r  {done}/{every}", ending="" if done < every else "\r")
            out.flush()

    return tell
