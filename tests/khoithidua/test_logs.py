"""The log: one JSON line a request, no secret of a link in it, errors mailed to the operator and not too often."""

import io
import json
import logging
import logging.config
import sys

import pytest
from django.core import mail

from khoithidua import logs
from khoithidua.logs import MailToOperator, access, current_request_id, logging_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """What the access log writes, as it is formatted on a server."""
    made = logging_settings(as_json=True, level="WARNING", operator=[])
    formatter = made["formatters"]["line"]
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.config.DictConfigurator({}).configure_formatter(dict(formatter)))
    handler.addFilter(logs.WithRequest())
    level = access.level
    access.addHandler(handler)
    access.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    access.removeHandler(handler)
    access.setLevel(level)


def test_one_line_a_request(client_of, lan, visitor, lines):
    answer = client_of(lan).get("/thong-bao/", REMOTE_ADDR="203.0.113.7")
    visitor.get("/khong-co/")
    first, second = lines()
    assert (first["method"], first["path"], first["status"]) == ("GET", "/thong-bao/", 200)
    assert (first["user"], first["address"], first["logger"]) == (lan.pk, "203.0.113.7", "khoithidua.access")
    assert first["request_id"] == answer["X-Request-ID"] and len(first["request_id"]) == 32
    assert first["milliseconds"] >= 0 and first["time"].startswith("20") and first["level"] == "INFO"
    assert (second["status"], second["user"]) == (404, None) and second["request_id"] != first["request_id"]
    assert current_request_id() == ""


def test_the_number_of_a_proxy_is_taken_from_a_proxy_only(visitor, settings, lines):
    given = "0123456789abcdef0123456789abcdef"
    assert visitor.get("/robots.txt", HTTP_X_REQUEST_ID=given)["X-Request-ID"] != given
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    assert visitor.get("/robots.txt", HTTP_X_REQUEST_ID=given)["X-Request-ID"] == given
    assert visitor.get("/robots.txt", HTTP_X_REQUEST_ID="a\nb")["X-Request-ID"] != "a\nb"


def test_no_secret_of_a_link_is_written(visitor, lines, rf):
    secret = "c3b7a2k9m4x8q5w1e6r2t7y3"
    for place in (f"/xac-minh/{secret}/", f"/ky/{secret}/", f"/dat-mat-khau/MQ/{secret}/"):
        visitor.get(place)
    written = json.dumps(lines())
    found = [row["path"] for row in lines() if row["status"] != 404 or "…" in row["path"]]
    assert found, "at least one of them is an address of ours"
    assert secret not in json.dumps([row for row in lines() if row["path"] in found]) and "robots" not in written


@pytest.fixture
def operator(monkeypatch):
    handler = MailToOperator(to=["vanhanh@example.vn"])
    handler.addFilter(logs.WithRequest())

    class AtOnce:
        def __init__(self, target, args, daemon):
            self.run = lambda: target(*args)

        def start(self):
            self.run()

    monkeypatch.setattr(logs.threading, "Thread", AtOnce)
    return handler


def fail(number):
    raise RuntimeError(f"on purpose {number}")


def other(number):
    raise KeyError(number)


def record(number=0, failing=fail):
    try:
        failing(number)
    except Exception:
        return logging.LogRecord("django.request", logging.ERROR, __file__, 1, f"Error {number}", (), sys.exc_info())


def test_an_error_reaches_the_operator_once(operator, settings):
    for number in range(3):
        operator.handle(record(number))
    operator.handle(record(failing=other))
    assert [one.to for one in mail.outbox] == [["vanhanh@example.vn"]] * 2
    first, second = mail.outbox
    assert "on purpose 0" in first.body and settings.PUBLIC_ADDRESS in first.body and "Error 0" in first.subject
    assert "2 lỗi khác hoặc lặp lại" in second.body and "KeyError" in second.body


def test_the_same_is_told_again_later_and_never_too_many(operator, monkeypatch):
    moment = [1000.0]
    monkeypatch.setattr(logs.time, "monotonic", lambda: moment[0])
    operator.handle(record())
    moment[0] += logs.SAME_AGAIN + 1
    operator.handle(record())
    assert len(mail.outbox) == 2
    for number in range(30):
        operator.handle(logging.LogRecord("x", logging.ERROR, __file__, number, f"kind {number}", (), None))
    assert len(mail.outbox) == 1 + logs.MOST_AN_HOUR
    moment[0] += 3601
    operator.handle(record())
    assert len(mail.outbox) == 2 + logs.MOST_AN_HOUR


def test_without_an_operator_and_without_a_mail_server(operator, monkeypatch, capsys):
    operator.to = []
    operator.handle(record())
    assert mail.outbox == []
    operator.to = ["vanhanh@example.vn"]

    def refuse(**options):
        raise OSError("no route")

    monkeypatch.setattr(logs, "get_connection", refuse)
    operator.handle(record())
    assert "no route" in capsys.readouterr().out


def test_the_settings_of_a_server_are_taken_by_logging():
    before = logging.getLogger("khoithidua.access").level
    configurator = logging.config.DictConfigurator(logging_settings(as_json=True, level="WARNING", operator=["a@b.vn"]))
    handler = configurator.configure_handler({**configurator.config["handlers"]["operator"], "filters": []})
    assert isinstance(handler, MailToOperator) and handler.to == ["a@b.vn"]
    logging.getLogger("khoithidua.access").setLevel(before)
