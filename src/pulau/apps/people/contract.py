"""What other apps may use of people."""

from __future__ import annotations

from pulau.apps.people.acting import BearerToken, acting, actor_of, acts, enter_body, held_by
from pulau.apps.people.areas import area_choices
from pulau.apps.people.demo_town.load import Units as DemoUnits
from pulau.apps.people.demo_town.load import load_towns as load_demo_towns
from pulau.apps.people.demo_town.names import invent as invent_demo_person
from pulau.apps.people.models import Employee, EmployeeStatus, Interest, InterestGround, OutsideKind, Role
from pulau.apps.people.selectors import actors_around, agencies_within, people_of_unit, tokens_of
from pulau.apps.people.selectors.assessors import Assessor, assessors_on, bars_among, bonds_among
from pulau.apps.people.selectors.companions import CompanionOn, companions_on
from pulau.apps.people.selectors.conflict_words import conflict_sentences
from pulau.apps.people.selectors.duties import BodyHead, area_owners_on, body_heads_on, holders_on, operators_on
from pulau.apps.people.selectors.interests import may_assess
from pulau.apps.people.selectors.serving import (
    PostOnDay,
    ServingOnDay,
    employments_of,
    leading_posts,
    serving_batch,
)
from pulau.apps.people.selectors.staff import (
    UnitHead,
    employee_of_user,
    employees_of_unit,
    employees_on,
    head_of,
    outsiders_on,
    posts_on,
    staff_count,
)
from pulau.apps.people.services.appointing import appoint, end_appointment
from pulau.apps.people.services.interests import Declaration, declare_interest
from pulau.apps.people.services.staff import add_employee, link_account, move_employee
from pulau.apps.people.services.tokens import Issued, TokenNotFound, issue_token, revoke_token
from pulau.apps.people.staffing import StaffAddition, StaffDetails, StaffPost
from pulau.apps.people.wishes import Wish

__all__ = [
    "Assessor",
    "BearerToken",
    "BodyHead",
    "CompanionOn",
    "Declaration",
    "DemoUnits",
    "Employee",
    "EmployeeStatus",
    "Interest",
    "InterestGround",
    "Issued",
    "OutsideKind",
    "PostOnDay",
    "Role",
    "ServingOnDay",
    "StaffAddition",
    "StaffDetails",
    "StaffPost",
    "TokenNotFound",
    "UnitHead",
    "Wish",
    "acting",
    "actor_of",
    "actors_around",
    "acts",
    "add_employee",
    "agencies_within",
    "appoint",
    "area_choices",
    "area_owners_on",
    "assessors_on",
    "bars_among",
    "body_heads_on",
    "bonds_among",
    "companions_on",
    "conflict_sentences",
    "declare_interest",
    "employee_of_user",
    "employees_of_unit",
    "employees_on",
    "employments_of",
    "end_appointment",
    "enter_body",
    "head_of",
    "held_by",
    "holders_on",
    "invent_demo_person",
    "issue_token",
    "leading_posts",
    "link_account",
    "load_demo_towns",
    "may_assess",
    "move_employee",
    "operators_on",
    "outsiders_on",
    "people_of_unit",
    "posts_on",
    "revoke_token",
    "serving_batch",
    "staff_count",
    "tokens_of",
]
