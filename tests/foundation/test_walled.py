"""On PostgreSQL a signed-in request is kept or undone as a whole, and nothing is acknowledged that was not stored."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError, ProgrammingError, connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from pulau.apps.worksheets.selectors import answers_of
from pulau.apps.worksheets.services.answers import answer_items
from pulau.apps.worksheets.views import area
from pulau.foundation.tenancy.wall import Place, enter_tenant, place, wall_stands
from pulau.foundation.ui.walled import WallMiddleware
from tests.walls.application import as_application

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries

    from tests.house import House

pytestmark = [pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone")]

FORM = {"versi:P1.i.b": "0", "jawab:P1.i.b": "A", "catatan:P1.i.b": "yang saya ketik"}


def save(house: House) -> Any:  # noqa: ANN401 - a test client's answer has no public type
    client = Client(raise_request_exception=False)
    client.force_login(house.users["ayu"])
    return client.post(house.address("area/1"), FORM)


def test_a_request_that_goes_well_is_kept(house: House) -> None:
    assert save(house).status_code == HTTPStatus.SEE_OTHER
    assert "P1.i.b" in answers_of(house.sheet)


def test_what_a_failed_request_wrote_before_it_failed_is_undone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def then_broken(**wishes: Any) -> None:  # noqa: ANN401 - the service's own
        answer_items(**wishes)
        raise LookupError

    monkeypatch.setattr(area, "answer_items", then_broken)
    assert save(house).status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert answers_of(house.sheet) == {}


def test_an_answer_that_says_unavailable_keeps_nothing_either(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def then_away(**wishes: Any) -> None:  # noqa: ANN401 - the service's own
        answer_items(**wishes)
        raise OperationalError

    monkeypatch.setattr(area, "answer_items", then_away)
    assert save(house).status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answers_of(house.sheet) == {}


@pytest.mark.django_db(transaction=True)
def test_a_commit_that_fails_is_no_success_and_what_was_typed_is_there(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = house.client("ayu")
    with monkeypatch.context() as patch:

        def broken() -> None:
            raise OperationalError("server closed the connection unexpectedly")

        patch.setattr(connection, "_commit", broken)
        answer = client.post(house.address("area/1"), FORM)
        script = client.post(house.address("area/1"), FORM, headers={"HX-Request": "true"})
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "yang saya ketik" in answer.content.decode()
    assert (script.status_code, script.content) == (HTTPStatus.SERVICE_UNAVAILABLE, b"")
    assert answers_of(house.sheet) == {}
    assert client.post(house.address("area/1"), FORM).status_code == HTTPStatus.SEE_OTHER


def test_what_postgresql_would_quietly_roll_back_is_no_success(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def then_careless(**wishes: Any) -> Any:  # noqa: ANN401 - the service's own
        saved = answer_items(**wishes)
        with connection.cursor() as cursor, suppress(ProgrammingError):
            cursor.execute("SELECT 1 FROM tidak_ada")
        return saved

    monkeypatch.setattr(area, "answer_items", then_careless)
    assert save(house).status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answers_of(house.sheet) == {}


def test_a_stranger_on_a_page_without_rows_needs_no_database(
    db: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert client.get("/istilah").status_code == HTTPStatus.OK


@pytest.mark.django_db(transaction=True)
def test_the_rest_of_a_streamed_answer_is_read_behind_the_same_wall(house: House) -> None:
    tenant = house.tenants["sagara"]
    seen: list[Place] = []

    def told() -> Iterator[bytes]:
        seen.append(place())
        yield b"satu"
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT tenant_id FROM agencies_workunit")
            yield repr(cursor.fetchall()).encode()

    def view(_request: HttpRequest) -> Any:  # noqa: ANN401 - a streamed answer, where Django's types want one at once
        enter_tenant(tenant)
        return StreamingHttpResponse(told())

    with as_application():
        answer: Any = WallMiddleware(view)(RequestFactory().get("/"))
        assert not connection.in_atomic_block
        content = list(answer.streaming_content)
        answer.close()
        assert not connection.in_atomic_block
    assert seen == [Place(str(tenant))]
    assert str(tenant) in content[1].decode()
    assert content[1].count(b"UUID") == 1


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_leaves_in_the_midst_leaves_no_transaction_open(db: None) -> None:
    def view(_request: HttpRequest) -> Any:  # noqa: ANN401 - a streamed answer, where Django's types want one at once
        return StreamingHttpResponse(iter([b"satu", b"dua"]))

    request = RequestFactory().get("/", headers={"Authorization": "Bearer x"})
    answer: Any = WallMiddleware(view)(request)
    assert next(answer.streaming_content) == b"satu"
    assert connection.in_atomic_block
    answer.close()
    assert place() == Place()
    assert not connection.in_atomic_block


def test_it_stands_only_where_it_is_wanted(settings: Any, db: None) -> None:  # noqa: ANN401 - pytest-django's
    assert wall_stands()
    settings.ROW_SECURITY = False
    assert not wall_stands()
    answer = HttpResponse()
    assert WallMiddleware(lambda _request: answer)(RequestFactory().get("/")) is answer
