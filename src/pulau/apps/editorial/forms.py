"""What editors type, and refusals in words at the field that is to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pulau.apps.editorial import refusals
from pulau.apps.editorial.models import (
    LONGEST_ANNOUNCEMENT,
    LONGEST_BODY,
    LONGEST_LEAD,
    LONGEST_LINK,
    LONGEST_NOTE,
    LONGEST_SLUG,
    LONGEST_TITLE,
    Tone,
)
from pulau.apps.editorial.wishes import LANGUAGES, AnnouncementWish, Draft, Texts, Wording
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.foundation.ui.form_fields import FROM_LIST, choice_field, text_field

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.editorial.models import Announcement

REFUSED = (refusals.EditorialRefusal, BadInput)
"""What a service raises that a person can mend."""
_MOMENT_NEEDED: Final = gettext_lazy("Isi tanggal dan jamnya.")
_MOMENT_WRONG: Final = gettext_lazy("Tulis tanggal dan jam yang ada, misalnya 2026-12-31 08:00.")


class PageForm(forms.Form):
    """A page in both languages side by side, with a note and, for a new one, its address."""

    def __init__(self, *args: Any, new: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Ask for the address too where the page is new."""
        super().__init__(*args, **kwargs)
        if new:
            needed, hint = _("Isi alamatnya."), _("Huruf kecil, angka, dan tanda hubung; tidak dapat diubah lagi.")
            self.fields["alamat"] = text_field(LONGEST_SLUG, needed, label=_("Alamat"), hint=hint)
        for code in LANGUAGES:
            self.fields[f"judul_{code}"] = text_field(LONGEST_TITLE, label=_("Judul"))
            self.fields[f"pengantar_{code}"] = text_field(LONGEST_LEAD, label=_("Pengantar"), rows=True)
            self.fields[f"isi_{code}"] = text_field(LONGEST_BODY, label=_("Isi"), rows=True)
        hint = _("Untuk sesama penyunting: apa yang berubah. Tidak tampak bagi publik.")
        self.fields["catatan"] = text_field(LONGEST_NOTE, label=_("Catatan"), hint=hint)

    def draft(self, seen: int) -> Draft:
        """Return what was typed, by somebody who had read version `seen`."""
        typed = self.cleaned_data
        words = (
            Wording(typed[f"judul_{code}"], typed[f"pengantar_{code}"], typed[f"isi_{code}"]) for code in LANGUAGES
        )
        return Draft(Texts(*words), typed["catatan"], seen)


def typed_of(texts: Texts) -> dict[str, str]:
    """Return texts as the form's fields hold them."""
    return {
        f"{field}_{code}": getattr(words, name)
        for code, words in texts
        for field, name in (("judul", "title"), ("pengantar", "lead"), ("isi", "body"))
    }


class MomentField(forms.DateTimeField):
    """A day with an hour, in a box of the browser's own kind."""

    shown_as = "datetime-local"


class AnnouncementForm(forms.Form):
    """An announcement in both languages, its link, tone and time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        needed = _("Tulis pengumumannya.")
        self.fields["teks_id"] = text_field(LONGEST_ANNOUNCEMENT, needed, label=_("Dalam bahasa Indonesia"), rows=True)
        self.fields["teks_en"] = text_field(LONGEST_ANNOUNCEMENT, needed, label=_("Dalam bahasa Inggris"), rows=True)
        hint = _("Boleh kosong. Halaman di sini (/kabar/…) atau alamat web (https://…).")
        self.fields["tautan"] = text_field(LONGEST_LINK, label=_("Tautan"), hint=hint)
        self.fields["nada"] = choice_field(Tone.choices, FROM_LIST, label=_("Jenis"))
        moment = {"required": _MOMENT_NEEDED, "invalid": _MOMENT_WRONG}
        self.fields["sejak"] = MomentField(label=_("Sejak"), error_messages=moment)
        self.fields["sampai"] = MomentField(label=_("Sampai"), error_messages=moment)

    def wish(self) -> AnnouncementWish:
        """Return what was typed."""
        typed = self.cleaned_data
        names = ("teks_id", "teks_en", "tautan", "nada", "sejak", "sampai")
        return AnnouncementWish(*(typed[name] for name in names))


def announcement_typed(row: Announcement) -> dict[str, object]:
    """Return an announcement as the form's fields hold it."""
    return {
        "teks_id": row.text_id, "teks_en": row.text_en, "tautan": row.link, "nada": row.tone,
        "sejak": moment_typed(row.since), "sampai": moment_typed(row.until),
    }  # fmt: skip


def moment_typed(moment: datetime) -> str:
    """Return a moment as the browser's box for it holds it: to the minute, in the zone of the page."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def tell(form: forms.Form, problem: Exception) -> None:
    """Put a refusal into words at the field that is to be mended, or at the form's first."""
    if isinstance(problem, BadInput):
        texts = reasons(problem, get_language() or "id")
        found = [(each.place, text) for each, text in zip(problem.problems, texts, strict=False)]
    else:
        assert isinstance(problem, refusals.EditorialRefusal)  # noqa: S101 - REFUSED has no third
        found = [(problem.field, words_of(problem))]
    for field, words in found:
        form.add_error(field if field in form.fields else next(iter(form.fields)), words)


def words_of(problem: refusals.EditorialRefusal) -> str:
    """Return a refusal in the reader's words."""
    return {
        refusals.SlugTaken: _("Alamat ini sudah dipakai halaman lain. Pilih yang lain."),
        refusals.SlugWrong: _("Alamat hanya memuat huruf kecil, angka, dan tanda hubung, misalnya kabar-pertama."),
        refusals.NoLanguage: _("Isi judul dan isi, setidaknya dalam satu bahasa."),
        refusals.HalfLanguage: _("Bahasa ini baru terisi sebagian: isi judul dan isinya, atau kosongkan semua."),
        refusals.LinkWrong: _("Tautan dimulai dengan / untuk halaman di sini, atau https:// untuk alamat web."),
        refusals.TimesWrong: _("Akhirnya harus sesudah mulainya."),
        refusals.NothingToPublish: _("Sudah demikian: tidak ada yang perlu diubah."),
        refusals.EditedMeanwhile: _("Orang lain menyimpan halaman ini selagi Anda menulis."),
        refusals.AnnouncementChangedMeanwhile: _("Orang lain mengubah pengumuman ini selagi Anda menulis."),
    }[type(problem)]
