"""A signature is accepted on the page and put into the file by a worker; killed in between, nothing is lost."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from libraries.pades.verification import Rejected
from libraries.web import clock
from pledges import workflow
from pledges.queries import party_of
from records import audit, waiting_work
from records.transitions import NotAllowedNow
from records.write_once import WrittenOnce
from signatures import embedding, tasks
from signatures import workflow as signing
from signatures.models import AcceptedSignature, Signature
from tests.pledges.conftest import PASSWORD, decline, new_code, start_signing

pytestmark = pytest.mark.django_db


@pytest.fixture
def workers(settings):
    """As on a real installation: a page does none of the workers' work."""
    settings.WORK_IN_REQUEST = False


@pytest.fixture
def accepted(opened, nine, hoa):
    intent = start_signing(opened, nine[5], by=hoa)
    return signing.accept_with(intent, by=hoa, password=PASSWORD, code=new_code(hoa))


def test_the_page_only_accepts(workers, opened, nine, hoa, client_of, monkeypatch):
    """No PDF, no stamp, no key, no gate on the web thread; the page that follows asks again until it is done."""
    for name in ("render_html", "sign_file", "check_signatures"):
        monkeypatch.setattr(embedding, name, None)
    intent = start_signing(opened, nine[5], by=hoa)
    client = client_of(hoa)
    typed = {"password": PASSWORD, "code": new_code(hoa), "submission_token": "6c3b4d7e-0d6c-4a31-9d39-0a7c2a0f7b11"}
    address = reverse("signatures:sign_confirm", args=[intent.pk])
    done = client.post(address, typed)
    assert done.url == reverse("signatures:sign_done", args=[intent.pk])
    assert client.post(address, typed).status_code == 303, "a double post signs once"
    page = client.get(done.url)
    assert page["Refresh"] == "1" and "Đã nhận chữ ký" in page.text
    assert AcceptedSignature.objects.count() == 1 and not Signature.objects.exists()
    monkeypatch.undo()
    assert embedding.embed_waiting() == 1
    assert "Đã ký thành công" in client.get(done.url).text
    assert not list(audit.broken_links())


def test_what_was_accepted_is_what_is_signed(accepted, opened):
    embedding.embed_waiting()
    signature = Signature.objects.get()
    assert (signature.signed_at, signature.intent_id) == (accepted.accepted_at, accepted.intent_id)
    assert signature.evidence["factors"] == accepted.factors and signature.evidence["factors"]["code_kind"] == "static"


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_is_set_by_a_day_in_between_loses_nothing(accepted, opened, days):
    with clock.travel(clock.now() + datetime.timedelta(days=days), ticking=True):
        assert embedding.embed_waiting() == 1
        assert embedding.embed_waiting() == 0
    assert Signature.objects.get().signed_at == accepted.accepted_at
    assert not list(audit.broken_links())


def test_a_lost_task_loses_nothing(accepted):
    """Found by its row: there need not be any task."""
    assert "signatures.accepted" in (waiting_work.find() or waiting_work.registered())
    assert waiting_work.registered()["signatures.accepted"]() == 1


def test_a_worker_killed_before_its_commit_has_done_nothing(accepted, opened, monkeypatch):
    """And killed after it, nothing is left to do."""

    class Killed(BaseException):
        pass

    def kill(*args, **options):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed), transaction.atomic():
        patch.setattr(embedding, "tell_signed", kill)
        embedding.embed_waiting()
    assert not Signature.objects.exists() and opened.document.head.revision == 1
    assert embedding.embed_waiting() == 1 and embedding.embed_waiting() == 0
    assert opened.document.head.revision == 2


def test_what_the_gate_rejects_waits_and_is_made_later(accepted, monkeypatch, caplog):
    def refuse(*args, **options):
        raise Rejected("for the test")

    with monkeypatch.context() as patch:
        patch.setattr(embedding, "check_signatures", refuse)
        assert embedding.embed_waiting() == 0 and "does not pass the gate" in caplog.text
    assert embedding.embed_waiting() == 1


def test_nine_wait_and_the_gate_is_asked_once(opened, nine, leaders, monkeypatch):
    for unit, leader in zip(nine, leaders, strict=True):
        intent = start_signing(opened, unit, by=leader)
        signing.accept_with(intent, by=leader, password=PASSWORD, code=new_code(leader))
    asked, gate = [], embedding.check_signatures
    monkeypatch.setattr(embedding, "check_signatures", lambda *a, **o: asked.append(1) or gate(*a, **o))
    assert embedding.embed_waiting() == 9 and len(asked) == 1
    opened.refresh_from_db()
    assert opened.state == "in_force"
    assert opened.in_force_at == AcceptedSignature.objects.latest("accepted_at").accepted_at


def test_a_unit_that_has_signed_does_not_sign_again_while_it_waits(accepted, opened, nine, hoa, lan):
    with pytest.raises(NotAllowedNow, match="đang được ghi vào văn bản"):
        start_signing(opened, nine[5], by=hoa)
    with pytest.raises(NotAllowedNow, match="đã ký văn bản này"):
        decline(opened, nine[5], by=hoa, reason="Sửa")
    with pytest.raises(NotAllowedNow, match="không thu hồi được"):
        workflow.withdraw_opening(opened, by=lan, reason="Sửa nội dung")


def test_the_database_refuses_what_does_not_fit(accepted, opened, nine, minh, hoa):
    fields = {"factors": {}, "circumstances": {}, "accepted_at": accepted.accepted_at}
    other = start_signing(opened, nine[0], by=minh)
    fields |= {"intent": other, "request": opened.signing}
    with pytest.raises(DatabaseError, match="không khớp"), transaction.atomic():
        AcceptedSignature.objects.create(party=party_of(opened, nine[0]), user=hoa, **fields)
    with pytest.raises(DatabaseError), transaction.atomic():
        AcceptedSignature.objects.create(party=party_of(opened, nine[5]), user=minh, **fields)
    with pytest.raises(WrittenOnce):
        AcceptedSignature.objects.filter(pk=accepted.pk).update(authority="x")


def test_one_nudge_is_enough(settings, opened):
    settings.TASKS = {"default": {"BACKEND": "records.task_queue.TellingBackend"}}
    for _ in range(5):
        tasks.wake_signing()
    assert DBTaskResult.objects.filter(task_path=tasks.embed_signatures.module_path).count() == 1
