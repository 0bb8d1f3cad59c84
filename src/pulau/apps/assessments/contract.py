"""What other apps may use of assessments."""

from __future__ import annotations

from pulau.apps.assessments.clocks import due_day, stage_due
from pulau.apps.assessments.desks.told import CalibrationWish
from pulau.apps.assessments.facts import case_of
from pulau.apps.assessments.frame import CaseFrame, case_frame
from pulau.apps.assessments.judged import JudgedItem, figures_of, judged_of
from pulau.apps.assessments.judgement_selectors import LevelAnswer, judgements_of
from pulau.apps.assessments.judging_wishes import Handover, JudgeChange
from pulau.apps.assessments.models import (
    Assignment,
    Case,
    CaseKind,
    JudgedAnswer,
    Judgement,
    Level,
    Question,
    QuestionState,
    Transition,
)
from pulau.apps.assessments.own_sheets import side_of, sight_of
from pulau.apps.assessments.policies import EVENT, SEE
from pulau.apps.assessments.probing import probe
from pulau.apps.assessments.question_selectors import questions_of
from pulau.apps.assessments.question_wishes import QuestionWish, ReplyWish
from pulau.apps.assessments.refusals import AssessorBarred, CaseNotFound, GuardsUnmet, StageMoved
from pulau.apps.assessments.scored import about_of, score_file, told_at
from pulau.apps.assessments.selectors import (
    assignments_of,
    cases_for,
    get_case_by_id,
    lock_case,
    transitions_of,
)
from pulau.apps.assessments.services.advancing import Advance, advance
from pulau.apps.assessments.services.asking import ask_unit, end_question, reply_to
from pulau.apps.assessments.services.calibrating import answer_calibration, close_calibration, open_calibration
from pulau.apps.assessments.services.judgements import submit_judgement
from pulau.apps.assessments.services.judging import judge_items
from pulau.apps.assessments.services.teams import assign, end_assignment
from pulau.apps.assessments.sheet_writing import sheet_digest
from pulau.apps.assessments.wishes import SeatWish

__all__ = [
    "EVENT",
    "SEE",
    "Advance",
    "AssessorBarred",
    "Assignment",
    "CalibrationWish",
    "Case",
    "CaseFrame",
    "CaseKind",
    "CaseNotFound",
    "GuardsUnmet",
    "Handover",
    "JudgeChange",
    "JudgedAnswer",
    "JudgedItem",
    "Judgement",
    "Level",
    "LevelAnswer",
    "Question",
    "QuestionState",
    "QuestionWish",
    "ReplyWish",
    "SeatWish",
    "StageMoved",
    "Transition",
    "about_of",
    "advance",
    "answer_calibration",
    "ask_unit",
    "assign",
    "assignments_of",
    "case_frame",
    "case_of",
    "cases_for",
    "close_calibration",
    "due_day",
    "end_assignment",
    "end_question",
    "figures_of",
    "get_case_by_id",
    "judge_items",
    "judged_of",
    "judgements_of",
    "lock_case",
    "open_calibration",
    "probe",
    "questions_of",
    "reply_to",
    "score_file",
    "sheet_digest",
    "side_of",
    "sight_of",
    "stage_due",
    "submit_judgement",
    "told_at",
    "transitions_of",
]
