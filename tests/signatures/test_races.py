"""Nine sign at the same moment. Without the lock they collide: the control run shows it."""

import threading
from collections import Counter

import pytest
from django.db import IntegrityError

from libraries.pades.verification import examine
from notices.models import Notice
from pledges import workflow
from pledges.models import Pledge
from records import audit
from records.ledger import StoredDocuments
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from signatures import embedding
from signatures import workflow as verbs
from signatures.models import Signature, SigningIntent
from tests.pledges.conftest import PASSWORD, new_code, prepared, start_signing, week_later
from tests.racing import at_once, failures

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def opened(year2020, lan, nine, leaders):
    return workflow.open_signing(prepared(year2020, lan, nine), by=lan, sign_by=week_later())


def signing(pledge, unit, user):
    """An act: this person's second half of the signature, everything before it done."""
    intent, code = start_signing(pledge, unit, by=user), new_code(user)
    return lambda: verbs.sign_with(intent, by=user, password=PASSWORD, code=code)


def test_nine_sign_at_once(opened, nine, leaders, lan):
    acts = [signing(opened, unit, leader) for unit, leader in zip(nine, leaders, strict=True)]
    assert failures(at_once(acts, timeout=120)) == []
    opened.refresh_from_db()
    assert opened.state == "in_force"
    assert AuditEvent.objects.filter(verb="pledges.enter_force").count() == 1
    verdict = examine(opened.document.read(), StoredDocuments())
    assert verdict.is_valid and len(verdict.signatures) == 10
    assert {row.unit for row in verdict.signatures[1:]} == {unit.name for unit in nine}
    assert sorted(Signature.objects.values_list("revision", flat=True)) == list(range(2, 11))
    told = Counter(Notice.objects.filter(title__startswith="Giao ước có hiệu lực").values_list("user", flat=True))
    assert told == Counter([*(user.pk for user in leaders), lan.pk])
    counted = Notice.objects.filter(user=lan, title__startswith="Đã ký ").count()
    assert counted == 8, "one for each of the first eight"
    assert not list(audit.broken_links())


def accepted(pledge, nine, leaders):
    """All of these have signed, and no worker has been at it."""
    for unit, leader in zip(nine, leaders, strict=True):
        intent = start_signing(pledge, unit, by=leader)
        verbs.accept_with(intent, by=leader, password=PASSWORD, code=new_code(leader))


def test_two_workers_lose_and_double_nothing(opened, nine, leaders):
    accepted(opened, nine, leaders)
    done = at_once([embedding.embed_waiting] * 2, timeout=120)
    assert failures(done) == [] and sum(done) == 9
    opened.refresh_from_db()
    assert opened.state == "in_force" and Signature.objects.count() == 9
    assert embedding.embed_waiting() == 0


def test_control_without_the_lock_signatures_collide(opened, nine, leaders, monkeypatch):
    """Two workers on one pledge's file: without the lock one of them has worked in vain, or worse."""
    accepted(opened, nine[:3], leaders[:3])
    together = threading.Barrier(2)

    def meet(*args, **options):
        found = make(*args, **options)
        together.wait(60)
        return found

    make = embedding._make
    monkeypatch.setattr(embedding, "_make", meet)
    monkeypatch.setattr(embedding, "_is_still_head", lambda *_: True)
    lost = failures(at_once([lambda: embedding.embed(opened.signing_id)] * 2, timeout=120))
    # A file that does not grow out of the one before it is refused by the table: even then nothing is lost silently.
    assert [type(problem) for problem in lost] == [IntegrityError]
    assert Signature.objects.count() == 3 == len(opened.document.head.signatures)


def test_the_same_unit_twice_at_once_signs_once(opened, nine, hoa):
    first, second = signing(opened, nine[5], hoa), signing(opened, nine[5], hoa)
    # Two intents, two codes: static codes are issued anew each time, so the second set is used by both.
    codes = [token.token for token in hoa.staticdevice_set.get().token_set.all()[:2]]
    intents = list(hoa_intents(hoa))
    acts = [
        lambda intent=intent, code=code: verbs.sign_with(intent, by=hoa, password=PASSWORD, code=code)
        for intent, code in zip(intents, codes, strict=True)
    ]
    del first, second
    lost = failures(at_once(acts, timeout=120))
    assert [type(problem) for problem in lost] == [NotAllowedNow]
    assert "đã ký lúc" in lost[0].message
    assert Signature.objects.count() == 1 and opened.document.head.revision == 2


def hoa_intents(user):
    return SigningIntent.objects.select_related("user", "party__unit", "link", "request__emulation_year__bloc").filter(
        user=user
    )


def test_one_intent_twice_at_once_signs_once(opened, nine, hoa):
    intent = start_signing(opened, nine[5], by=hoa)
    new_code(hoa)
    codes = [token.token for token in hoa.staticdevice_set.get().token_set.all()[:2]]
    acts = [lambda code=code: verbs.sign_with(intent, by=hoa, password=PASSWORD, code=code) for code in codes]
    assert [type(problem) for problem in failures(at_once(acts, timeout=120))] == [NotAllowedNow]
    assert Signature.objects.count() == 1


def test_withdrawing_while_somebody_signs_does_one_of_the_two(opened, nine, hoa, lan):
    results = at_once(
        [
            signing(opened, nine[5], hoa),
            lambda: workflow.withdraw_opening(opened, by=lan, reason="Sửa nội dung"),
        ]
    )
    assert len(failures(results)) == 1
    opened.refresh_from_db()
    assert (opened.state, Signature.objects.count()) in {("open", 1), ("draft", 0)}


def test_two_open_at_once_once(year2020, lan, nine, leaders):
    pledge = prepared(year2020, lan, nine)
    acts = [lambda: workflow.open_signing(Pledge.objects.get(pk=pledge.pk), by=lan, sign_by=week_later())] * 2
    assert [type(problem) for problem in failures(at_once(acts, timeout=120))] == [NotAllowedNow]
    assert Notice.objects.filter(url__contains="/trinh-ky/ky/").count() == 9
