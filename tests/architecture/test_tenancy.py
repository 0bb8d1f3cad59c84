"""Every model is behind the wall, or is named here with the reason why not."""

from __future__ import annotations

from django.apps import apps

from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager

OUTSIDE = {
    "tenancy.Tenant": "the wall itself",
    "accounts.User": "a person may hold appointments in several bodies",
    "notices.NoticePreference": "a person chooses once, whatever body a notice comes from",
    "accounts.SignInEvent": "a person signs in before acting for any body; read only through their own account",
    "accounts.Tries": "counts by digests, of who has not signed in",
    "people.HealthFigure": "figures over all bodies, counted body by body, for who runs the installation",
    "signing.Authority": "the installation's own certificates and keys: one authority for all bodies",
    "signing.RevocationList": "lists of revoked certificates, which the installation's authority signs for all",
    "signing.Certificate": "a person signs by it in every body; read through its owner alone",
    "transparency.LogState": "the one public log of the installation, over all bodies",
    "transparency.LoggedLeaf": "where commitments stand in the public log: what its leaves tell everybody",
    "transparency.Head": "heads of the public log",
    "transparency.Cosignature": "signatures of witnesses below heads of the public log",
    "transparency.WitnessStanding": "how it stands with the witnesses of the public log",
    "transparency.OperatorEntry": "what the operator does to the log, which concerns no body",
    "transparency.Audit": "how far an audit of the public log is, over all bodies",
    "transparency.KindFigures": "how many leaves of each kind the public log has, over all bodies",
    "transparency.Alarm": "alarms of the public log, for who runs the installation",
    "publication.PublishedAgency": "public facts of a body: whoever comes may read them",
    "publication.PublishedUnit": "public facts of a unit",
    "publication.PublishedYear": "public facts of a unit in a year",
    "publication.PublishedEvent": "what happened in public",
    "publication.FormerAddress": "addresses of public pages",
    "publication.PublishedPractice": "good practices that were published",
    "publication.KindFigures": "sums of public facts",
    "publication.PublishedFigures": "sums of public facts",
    "opendata.DataRelease": "releases of public facts of all bodies",
    "opendata.ReleaseFile": "files of those releases",
    "opendata.Building": "how far a release is that is being made",
    "opendata.ReaderKey": "keys of who reads public facts: a digest, of nobody in a body",
    "analytics.NationalAnswer": "figures counted of public facts",
    "analytics.FiguresRun": "how the last count of them went: one row",
    "editorial.Page": "pages of the installation's editors, which anybody may read",
    "editorial.PageVersion": "versions of those pages; drafts open to editors alone",
    "editorial.Announcement": "sentences above every page, of whatever body",
    "portal.Follower": "strangers who follow the monitor by mail, of no body; found by a keyed digest alone",
    "portal.ToldAlarm": "what a follower was told: public facts",
    "portal.Letter": "letters to followers, emptied when sent",
    "accounts.CacheRow": "the table of Django's cache: codes used, without any body's data",
}


def test_every_model_belongs_to_a_tenant_or_is_named_with_a_reason() -> None:
    outside = {model._meta.label for model in apps.get_models()
               if model.__module__.startswith("pulau.") and not issubclass(model, TenantOwned)}  # fmt: skip
    assert outside == set(OUTSIDE)


def test_every_tenant_owned_model_answers_only_when_told_whose_rows_are_meant() -> None:
    owned = [model for model in apps.get_models() if issubclass(model, TenantOwned)]
    assert owned, "the walk has lost its way"
    open_doors = [
        f"{model._meta.label}.{manager.name}"
        for model in owned
        for manager in model._meta.managers
        if not isinstance(manager, ScopedManager)
    ]
    assert open_doors == []
