"""Playing one unit through the process: each step by the service that a page would call, by whom it is up to.

What is missing is tried first now and then, and must be refused. The seed decides everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pulau.apps.agencies.contract import AgencyKind
from pulau.apps.assessments.contract import (
    Case,
    QuestionWish,
    ReplyWish,
    ask_unit,
    end_question,
    reply_to,
)
from pulau.apps.rehearsal.hands import FORM, Hands, WentThrough
from pulau.apps.worksheets.contract import (
    Change,
    Handing,
    answer_items,
    assess,
    open_worksheet,
    submit_worksheet,
    withdraw_submission,
)
from pulau.core.workflow import assessment as at
from pulau.core.workflow.levels import AssessorLevel
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


SELF_ANSWERS: Final = 12
INTERESTS = 0.08
"""How often a member turns out to have an interest half way."""
STEPS: Final = 60
"""More than the longest way through the table; a play that takes longer has lost its way."""


class Play(Hands):
    """One unit of one body, in one season."""

    # --- from the draft to the end of the way

    def through(self) -> None:
        """Play it until nothing follows, or until its title is kept."""
        self._hand_in()
        for _step in range(STEPS):
            turn: Callable[[], bool] | None = _TURNS.get(self.stage)
            try:
                if turn is None or not turn(self):  # type: ignore[call-arg]  # a method, kept as a function of the play
                    return
            except WentThrough:
                continue
        self.remembered.wrong.append(f"{self.unit.code}: no end after {STEPS} steps, at {self.stage}")

    def _hand_in(self) -> None:
        team = self.body.team.at(self.body.tenant_id, self.unit.pk)
        row = open_worksheet(
            actor=team, unit_id=self.unit.pk, year=self.year, regulation=FORM, now=self._tick(),
            prior_title="WBK" if self.titled else "",
        )  # fmt: skip
        items = self.random.sample(sorted(load_pack(FORM).items), SELF_ANSWERS)
        values = {item: self._value(load_pack(FORM).items[item]) for item in items}
        changes = [Change(item, 0, value) for item, value in values.items()]
        answer_items(actor=team, worksheet_id=row.pk, changes=changes, now=self._tick())
        row.refresh_from_db()
        head = self.body.head.at(self.body.tenant_id, self.unit.pk)
        found = assess(head, row, self.now)
        handing = Handing(found.seal, found.check.codes)
        made = submit_worksheet(actor=head, worksheet_id=row.pk, handing=handing, now=self._tick())
        self.case_id = Case.objects.for_tenant(self.body.tenant_id).get(submission_id=made.pk).pk
        self.remembered.handed[row.pk] = values
        if self.random.random() < 0.03:  # noqa: PLR2004 - a few heads think better of it
            withdraw_submission(actor=head, worksheet_id=row.pk, number=made.number, reason="Keliru", now=self._tick())
            self._remember()
            self.stage = at.WITHDRAWN

    # --- a turn for each stage: returns whether it goes on

    def submitted(self) -> bool:
        """Begin: with the unit above where there is one, else with the TPI."""
        if self.body.kind == AgencyKind.MINISTRY and self.unit.parent_id:
            self._seat(AssessorLevel.PRELIMINARY, self.body.administrator, self.body.leader)
            return self._go("begin_preliminary", self.body.administrator)
        return self._begin_tpi()

    def preliminary(self) -> bool:
        """Judge as the unit above."""
        self._judge(AssessorLevel.PRELIMINARY, self.body.administrator, share=1)
        event = "forward" if self.good or self.random.random() < 0.5 else "hold_back"  # noqa: PLR2004 - a coin
        return self._go(event, self.body.administrator, reason="Menurut surat penilaian pendahuluan")

    def _begin_tpi(self) -> bool:
        self._tempt("begin_tpi", self.body.leader)
        first = self.random.choice(self.body.members)
        for level, seat in (
            (AssessorLevel.TPI_MEMBER, first),
            (AssessorLevel.TPI_LEADER, self.body.leader),
            (AssessorLevel.TPI_CONTROLLER, self.body.controller),
        ):
            self._seat(level, seat, self.body.leader)
        return self._go("begin_tpi", self.body.leader)

    def round_1(self) -> bool:
        """Let the member judge, and ask the unit or not."""
        self._tempt("begin_round_2", self.body.leader)
        member = self._seated(AssessorLevel.TPI_MEMBER)
        self._judge(AssessorLevel.TPI_MEMBER, member, share=1)
        if self.random.random() < 0.4:  # noqa: PLR2004 - some have questions
            ask_unit(actor=self._at(member), case_id=self._id, wish=QuestionWish("Mana buktinya?"), now=self._tick())
            return self._go("ask_clarification", self.body.leader)
        return self._go("begin_round_2", self.body.leader)

    def clarification(self) -> bool:
        """Answer what was asked."""
        self._tempt("begin_round_2", self.body.leader)
        team = self.body.team.at(self.body.tenant_id, self.unit.pk)
        reply_to(actor=team, case_id=self._id, number=1, wish=ReplyWish("Ada di lampiran."), now=self._tick())
        member = self._at(self._seated(AssessorLevel.TPI_MEMBER))
        end_question(actor=member, case_id=self._id, number=1, now=self._tick())
        return self._go("begin_round_2", self.body.leader)

    def round_2(self) -> bool:
        """Judge again, all of the TPI; now and then a member turns out to have an interest."""
        if self.random.random() < INTERESTS:
            self._interest_half_way()
        self._judge(AssessorLevel.TPI_MEMBER, self._seated(AssessorLevel.TPI_MEMBER), share=1)
        self._tempt("finish_tpi", self.body.leader)
        self._judge(AssessorLevel.TPI_LEADER, self.body.leader, share=0.1)
        self._judge(AssessorLevel.TPI_CONTROLLER, self.body.controller, share=0.05)
        return self._go("finish_tpi", self.body.leader)

    def tpi_report(self) -> bool:
        """Sign the report, and say what follows from the figures."""
        self._tempt("find_fit" if not self.titled else "report_re_evaluation", self.body.leader)
        self.drawn.let(self._id, "tpi-report-signed")
        case = self._case()
        if case.kind != "first":
            self.drawn.let(self._id, "title-held")
            return self._go("report_re_evaluation", self.body.leader)
        if self._meets(case, "tpi"):
            return self._go("find_fit", self.body.leader)
        self._refused("find_fit", self.body.leader)
        return self._go("find_unfit", self.body.leader, reason="Nilai minimal belum tercapai")

    def fit(self) -> bool:
        """Propose, or not this year."""
        if self.random.random() < 0.08:  # noqa: PLR2004 - a few bodies wait
            return self._go("leave_unproposed", self.body.chief, reason="Menunggu tahun depan")
        self._tempt("propose", self.body.chief)
        self.drawn.let(self._id, "proposal-signed", "conditions-met", "in-season", "not-barred")
        return self._go("propose", self.body.chief)

    def proposed(self) -> bool:
        """Begin the pre-evaluation, unless the body thinks better of it or an offence makes it void."""
        luck = self.random.random()
        if luck < 0.03:  # noqa: PLR2004 - seldom
            return self._go("withdraw_proposal", self.body.chief, reason="Ditarik")
        if luck < 0.05:  # noqa: PLR2004 - more seldom
            self._tempt("void", self.ministry.assessors[0])
            self.drawn.let(self._id, "offence-recorded")
            return self._go("void", self.ministry.assessors[0], reason="Putusan pengadilan")
        self._seat(AssessorLevel.TPN_DESK, self._assessor(0), self._assessor(0))
        return self._go("begin_screening", self._assessor(0))

    def screening(self) -> bool:
        """Record the pre-evaluation."""
        self._tempt("pass_screening", self._assessor(0))
        self.drawn.let(self._id, "screening-recorded")
        if self.random.random() < 0.05:  # noqa: PLR2004 - seldom
            return self._go("fail_screening", self._assessor(0), reason="Syarat unit belum terpenuhi")
        return self._go("pass_screening", self._assessor(0))

    def desk(self) -> bool:
        """Judge at the desk, from nothing; a presentation now and then."""
        if self.random.random() < 0.3 and (self._id, "called") not in self.drawn.held:  # noqa: PLR2004 - some
            self.drawn.held.add((self._id, "called"))
            return self._go("call_presentation", self._assessor(0))
        self._judge(AssessorLevel.TPN_DESK, self._assessor(0), share=0.15)
        if self.random.random() < 0.05:  # noqa: PLR2004 - seldom
            return self._go("fail_desk", self._assessor(0), reason="Bukti tidak cukup")
        self._seat(AssessorLevel.TPN_FIELD, self._assessor(1), self._assessor(0))
        if (self._id, "called") in self.drawn.held:
            self._tempt("pass_desk", self._assessor(0))
        self.drawn.let(self._id, "presentation-held")
        return self._go("pass_desk", self._assessor(0))

    def field(self) -> bool:
        """Visit, and judge in the field."""
        self._tempt("finish_field", self._assessor(1))
        self.drawn.let(self._id, "visit-closed", "survey-recorded")
        self._judge(AssessorLevel.TPN_FIELD, self._assessor(1), share=0.1)
        return self._go("finish_field", self._assessor(1))

    def clearance(self) -> bool:
        """Hear the other bodies."""
        self._tempt("finish_clearance", self._assessor(0))
        self.drawn.let(self._id, "clearances-answered")
        return self._go("finish_clearance", self._assessor(0))

    def panel(self) -> bool:
        """Vote."""
        self._tempt("recommend", self.ministry.panel)
        self.drawn.let(self._id, "votes-cast")
        self.drawn.end(self._id, "majority-for", "majority-against")
        case = self._case()
        if self._meets(case, "tpn") and self.random.random() < 0.85:  # noqa: PLR2004 - most who meet the minimums
            self.drawn.let(self._id, "majority-for")
            return self._go("recommend", self.ministry.panel)
        self.drawn.let(self._id, "majority-against")
        self._refused("recommend", self.ministry.panel)
        return self._go("decline", self.ministry.panel, reason="Belum meyakinkan")

    def recommended(self) -> bool:
        """Determine by decree."""
        self._tempt("determine", self.ministry.panel)
        self.drawn.let(self._id, "decree-recorded", "title-held")
        return self._go("determine", self.ministry.panel)

    def to_be_coached(self) -> bool:
        """Object, or accept."""
        if self.random.random() < 0.25 and (self._id, "objected") not in self.drawn.held:  # noqa: PLR2004 - some do
            self.drawn.held.add((self._id, "objected"))
            self._tempt("object", self.body.chief)
            self.drawn.let(self._id, "objection-filed", "objection-in-time")
            return self._go("object", self.body.chief)
        self._tempt("close_unpassed", self.body.chief)
        self.drawn.let(self._id, "objection-over")
        return self._go("close_unpassed", self.body.chief)

    def objected(self) -> bool:
        """Uphold or reject the objection; upheld, it comes before the panel again."""
        if self.random.random() < 0.4:  # noqa: PLR2004 - a coin that leans
            self.drawn.end(self._id, "votes-cast")
            return self._go("uphold_objection", self.ministry.panel, reason="Alasannya benar")
        return self._go("reject_objection", self.ministry.panel, reason="Alasannya tidak benar")

    def determined(self) -> bool:
        """Begin to monitor."""
        return self._go("begin_monitoring", self.body.leader)

    def monitoring(self) -> bool:
        """Report, and now and then find a reason to revoke."""
        luck = self.random.random()
        if luck < 0.3:  # noqa: PLR2004 - some report within the season
            self._go("report_monitoring", self.body.leader)
        if luck > 0.12:  # noqa: PLR2004 - the others keep their title
            return False
        self._tempt("propose_revocation", self.ministry.assessors[0])
        self.drawn.let(self._id, "trigger-examined")
        return self._go("propose_revocation", self.ministry.assessors[0], reason="Maladministrasi terbukti")

    def revocation_proposed(self) -> bool:
        """Revoke, or drop it."""
        if self.random.random() < 0.5:  # noqa: PLR2004 - a coin
            self.drawn.end(self._id, "trigger-examined")
            self._go("drop_revocation", self.ministry.panel, reason="Sudah diperbaiki")
            return False
        self._tempt("revoke", self.ministry.panel)
        self.drawn.let(self._id, "revocation-decree")
        return self._go("revoke", self.ministry.panel)

    def verifying(self) -> bool:
        """Verify a yearly re-evaluation."""
        if self._meets(self._case(), "tpi"):
            return self._go("keep_title", self._assessor(0))
        self._refused("keep_title", self._assessor(0))
        self.drawn.let(self._id, "trigger-examined")
        return self._go("propose_revocation", self._assessor(0), reason="Nilai turun di bawah nilai minimal")


_TURNS: Final[Mapping[str, Any]] = {
    at.SUBMITTED: Play.submitted,
    at.FORWARDED: Play._begin_tpi,  # noqa: SLF001 - its own class
    at.PRELIMINARY: Play.preliminary,
    at.TPI_ROUND_1: Play.round_1,
    at.CLARIFICATION: Play.clarification,
    at.TPI_ROUND_2: Play.round_2,
    at.TPI_REPORT: Play.tpi_report,
    at.FIT: Play.fit,
    at.PROPOSED: Play.proposed,
    at.SCREENING: Play.screening,
    at.DESK: Play.desk,
    at.FIELD: Play.field,
    at.CLEARANCE: Play.clearance,
    at.PANEL: Play.panel,
    at.RECOMMENDED: Play.recommended,
    at.TO_BE_COACHED: Play.to_be_coached,
    at.OBJECTED: Play.objected,
    at.DETERMINED: Play.determined,
    at.MONITORING: Play.monitoring,
    at.REVOCATION_PROPOSED: Play.revocation_proposed,
    at.VERIFYING: Play.verifying,
}
"""Whose turn it is at each stage; where none is, the way has ended."""
