"""What a check tells apart: intact, foreign, revoked, ended, altered, unsigned; and the levels."""

from __future__ import annotations

from datetime import datetime

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.sign import fields

from pulau.exchange.signatures import authority as making
from pulau.exchange.signatures.authority import Revoked, serial_of
from pulau.exchange.signatures.checking import Checked, Report, Verdict, check
from pulau.exchange.signatures.signing import CertificateRefused, Level, Trust
from pulau.exchange.signatures.updating import Update
from tests.exchange.signatures.studio import DAY, NOW, YEAR, new_studio, signed, stranger, studio, unsigned

LATER = NOW + DAY
DECADE = NOW + 10 * YEAR


def checked(pdf: bytes, trust: Trust | None = None, *, now: datetime = LATER) -> Report:
    return check(pdf, trust or studio().anchor, now=now)


def only(report: Report) -> Checked:
    (signature,) = report.signatures
    return signature


def told(report: Report) -> tuple[Verdict, str, Level]:
    return only(report).verdict, only(report).problem, only(report).level


def updated(pdf: bytes, key: str = "/Lang") -> bytes:
    """The same PDF with an update that nobody may make: the catalogue says something else."""
    update = Update(pdf)
    update.root[key] = generic.TextStringObject("en")
    update.update_root()  # type: ignore[no-untyped-call] # pyHanko is typed in part
    return update.updated()


def test_a_paper_with_empty_fields_is_unsigned() -> None:
    assert checked(unsigned()) == Report(Verdict.UNSIGNED, (), (), active_content=False)


def test_one_signature_is_told_with_who_when_and_what() -> None:
    signature = only(checked(signed()))
    assert (signature.verdict, signature.problem, signature.level) == (Verdict.INTACT, "", Level.B_LT)
    assert (signature.field, signature.name, signature.title) == ("ttd-1", "Ayu Larasati", "Kepala Dinas")
    assert (signature.organisation, signature.issuer) == ("Kabupaten Tanjung Sagara", "Pulau Issuing Uji")
    assert signature.serial == serial_of(studio().signer.certificate)
    assert (signature.moment, signature.timestamped, signature.whole_file) == (NOW, True, True)
    assert signature.reason == "Saya menandatangani pakta integritas"


def test_signatures_come_in_the_order_of_signing_and_only_the_last_covers_the_whole_file() -> None:
    report = checked(signed(2))
    assert [(one.field, one.whole_file) for one in report.signatures] == [("ttd-1", False), ("ttd-2", True)]
    assert report.verdict is Verdict.INTACT


# ---------------------------------------------------------------------------------------------------- who is trusted


def test_another_authority_with_the_same_names_is_foreign() -> None:
    pdf = stranger().sign(unsigned(), "ttd-1")
    assert only(checked(pdf)).verdict is Verdict.UNTRUSTED
    assert only(checked(pdf, stranger().anchor)).verdict is Verdict.INTACT


def test_a_foreign_signature_among_ours_makes_the_file_foreign_and_leaves_ours_intact() -> None:
    report = checked(stranger().sign(signed(1), "ttd-2"))
    assert [one.verdict for one in report.signatures] == [Verdict.INTACT, Verdict.UNTRUSTED]
    assert report.verdict is Verdict.UNTRUSTED


def test_without_an_anchor_nothing_is_trusted_but_changes_are_found() -> None:
    assert told(checked(signed(), Trust(()))) == (Verdict.UNTRUSTED, "no-anchor", Level.B_T)
    assert checked(updated(signed()), Trust(())).verdict is Verdict.ALTERED


def test_what_signs_timestamps_signs_nothing_else() -> None:
    pdf = studio().sign(unsigned(), "ttd-1", level="B-T", by=studio().timestamper)
    assert only(checked(pdf)).verdict is Verdict.UNTRUSTED


# --------------------------------------------------------------------------------------------------- levels and time


@pytest.mark.parametrize(("level", "problem"), [("B-B", "no-timestamp"), ("B-T", "revocation-unknown"), ("B-LT", "")])
def test_the_level_is_what_the_file_has_and_not_what_was_meant(level: str, problem: str) -> None:
    signature = only(checked(signed(level=level)))
    assert (signature.verdict, signature.level, signature.problem) == (Verdict.INTACT, level, problem)
    assert signature.timestamped is (level != "B-B")


def test_lists_beside_the_file_tell_of_revocation_but_do_not_raise_its_level() -> None:
    assert told(checked(signed(level="B-T"), studio().trust(LATER))) == (Verdict.INTACT, "", Level.B_T)


def test_after_ten_years_the_anchor_alone_is_enough_for_what_carries_its_evidence() -> None:
    assert studio().signer.certificate.not_valid_after_utc < DECADE
    report = checked(signed(2), now=DECADE)
    assert [one.verdict for one in report.signatures] == [Verdict.INTACT] * 2
    assert {one.level for one in report.signatures} == {Level.B_LT}


def test_after_ten_years_a_signature_without_a_timestamp_is_no_proof() -> None:
    assert told(checked(signed(level="B-B"), now=DECADE)) == (Verdict.EXPIRED, "no-timestamp", Level.B_B)


def test_once_the_timestamp_authority_has_ended_nothing_shows_the_time() -> None:
    verdict, problem, _ = told(checked(signed(), now=NOW + 16 * YEAR))
    assert (verdict, problem) == (Verdict.EXPIRED, "timestamp-untrusted")


def test_a_later_timestamp_over_the_whole_renews_what_would_have_ended() -> None:
    renewer = new_studio(NOW + 14 * YEAR)
    renewed = renewer.stamp(signed(), NOW + 14 * YEAR)
    both = Trust((*studio().anchor.anchors, *renewer.anchor.anchors))
    report = checked(renewed, both, now=NOW + 25 * YEAR)
    assert told(report) == (Verdict.INTACT, "", Level.B_LT)
    assert report.document_timestamps == (NOW + 14 * YEAR,)
    assert checked(signed(), both, now=NOW + 25 * YEAR).verdict is Verdict.EXPIRED


def test_a_timestamp_over_the_whole_completes_a_signature_made_without_one() -> None:
    completed = studio().stamp(signed(level="B-B"), NOW + DAY / 24)
    report = checked(completed, now=DECADE)
    assert told(report) == (Verdict.INTACT, "", Level.B_LT)
    assert only(report).moment == NOW + DAY / 24
    assert only(report).timestamped


def test_a_timestamp_over_the_whole_by_a_stranger_proves_nothing() -> None:
    report = checked(stranger().stamp(signed(level="B-B"), NOW + DAY / 24))
    assert report.document_timestamps == ()
    assert report.verdict is Verdict.EXPIRED


def test_a_stranger_may_not_backdate_with_a_timestamp_of_their_own() -> None:
    act = stranger().stamper(NOW)
    pdf = studio().sign(unsigned(), "ttd-1", NOW, level="B-T", stamper=act)
    verdict, problem, level = told(checked(pdf))
    assert (verdict, problem, level) == (Verdict.EXPIRED, "timestamp-untrusted", Level.B_B)


# ---------------------------------------------------------------------------------------------------------- revoked


def revoked(at: datetime, *, listed: datetime = LATER) -> Trust:
    return studio().trust(listed, Revoked(serial_of(studio().signer.certificate), at))


def test_what_was_revoked_before_it_was_used_does_not_count() -> None:
    assert only(checked(signed(), revoked(NOW - DAY))).verdict is Verdict.REVOKED


def test_what_was_revoked_after_it_was_used_still_counts_for_then() -> None:
    assert told(checked(signed(), revoked(NOW + DAY / 2))) == (Verdict.INTACT, "", Level.B_LT)


def test_a_revoked_certificate_without_a_timestamp_counts_for_nothing() -> None:
    report = checked(signed(level="B-B"), revoked(NOW + DAY / 2))
    assert told(report) == (Verdict.REVOKED, "no-timestamp", Level.B_B)


def test_a_file_that_brings_its_own_revocation_along_is_revoked_offline() -> None:
    pdf = studio().sign(unsigned(), "ttd-1", level="B-T")
    with_lists = studio().stamp_with(pdf, NOW + DAY, revoked(NOW - DAY, listed=NOW + DAY))
    assert only(checked(with_lists)).verdict is Verdict.REVOKED


def test_a_list_that_its_authority_did_not_sign_displaces_none_that_it_did() -> None:
    genuine = revoked(NOW - DAY)
    forged = stranger().trust(LATER + DAY).lists
    both = Trust(genuine.anchors, genuine.between, (*genuine.lists, *forged))
    assert only(checked(signed(), both, now=LATER + DAY)).verdict is Verdict.REVOKED


def test_a_certificate_that_later_lists_no_longer_name_stays_revoked() -> None:
    first, last = revoked(NOW - DAY, listed=NOW + DAY), studio().trust(NOW + 900 * DAY)
    both = Trust(first.anchors, first.between, (*last.lists, *first.lists))
    assert only(checked(signed(), both, now=NOW + 900 * DAY)).verdict is Verdict.REVOKED


def test_signers_of_many_days_each_bring_the_lists_of_theirs() -> None:
    pdf = unsigned(4)
    for day in range(4):
        pdf = studio().sign(pdf, f"ttd-{day + 1}", NOW + 10 * day * DAY)
    report = checked(pdf, now=DECADE)
    assert [(one.verdict, one.level) for one in report.signatures] == [(Verdict.INTACT, Level.B_LT)] * 4


def test_timestamps_of_a_revoked_authority_prove_nothing() -> None:
    fallen = Revoked(serial_of(studio().timestamper.certificate), LATER - DAY / 24)
    verdict, problem, _ = told(checked(signed(), studio().trust(LATER, fallen)))
    assert (verdict, problem) == (Verdict.EXPIRED, "timestamp-untrusted")


def test_nobody_signs_with_a_certificate_that_is_revoked_or_has_ended() -> None:
    with pytest.raises(CertificateRefused):
        studio().sign(unsigned(), "ttd-1", LATER, trust=revoked(NOW))
    ended = making.issue_signer(studio().issuer, making.Subject("Ayu"), NOW, days=1)
    with pytest.raises(CertificateRefused):
        studio().sign(unsigned(), "ttd-1", NOW + 2 * DAY, by=ended)


# ---------------------------------------------------------------------------------------------------------- altered


def test_an_update_that_changes_the_document_alters_every_signature_before_it() -> None:
    report = checked(updated(signed(2)))
    assert [one.verdict for one in report.signatures] == [Verdict.ALTERED] * 2
    assert [one.problem for one in report.signatures] == ["", "updated-after"]


def test_what_was_changed_between_two_signatures_alters_the_first_alone() -> None:
    report = checked(studio().sign(updated(signed()), "ttd-2"))
    assert [one.verdict for one in report.signatures] == [Verdict.ALTERED, Verdict.INTACT]
    assert report.verdict is Verdict.ALTERED


def test_an_empty_box_may_not_be_made_to_look_signed() -> None:
    update = Update(signed())
    (_, _, box) = next(fields.enumerate_sig_fields(update, filled_status=False, with_name="ttd-2"))
    (_, _, filled) = next(fields.enumerate_sig_fields(update, with_name="ttd-1"))
    box.get_object()["/AP"] = filled.get_object()["/AP"]
    update.mark_update(box)
    assert checked(update.updated()).verdict is Verdict.ALTERED


def test_a_signed_box_may_not_show_another_name() -> None:
    update = Update(signed())
    (_, _, filled) = next(fields.enumerate_sig_fields(update, with_name="ttd-1"))
    drawn = filled.get_object()["/AP"].raw_get("/N")
    drawn.get_object()._data = b"0 0 10 10 re f"
    drawn.get_object()._encoded_data = None
    update.mark_update(drawn)
    assert checked(update.updated()).verdict is Verdict.ALTERED


def test_one_more_box_after_signing_alters_the_document() -> None:
    update = Update(signed())
    fields.append_signature_field(update, fields.SigFieldSpec("ttd-9", on_page=0, box=(10, 10, 90, 60)))
    assert checked(update.updated()).verdict is Verdict.ALTERED


def test_evidence_that_is_added_later_alters_nothing() -> None:
    report = checked(studio().stamp(signed(), NOW + DAY))
    assert told(report) == (Verdict.INTACT, "", Level.B_LT)


def test_nothing_may_stand_after_the_end() -> None:
    for tail in (b"\n", b" ", b"\0", b"<script>"):
        assert checked(signed() + tail).verdict is Verdict.ALTERED


def test_a_revision_cut_off_is_what_it_was_when_it_was_signed() -> None:
    assert signed(2).startswith(signed(1))
    assert checked(signed(2)[: len(signed(1))]).verdict is Verdict.INTACT
