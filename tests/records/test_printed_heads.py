"""Files that left say how far the log was: a rewritten log contradicts them, without any anchor."""

import pytest
from django.core.management import CommandError, call_command

from records import audit, printed_heads
from records.issuing import issue, prepare
from tests.records.test_anchors import anchored, rehash, sql  # noqa: F401 - a fixture
from tests.records.test_issuing import described

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(anchored, bloc, lan):  # noqa: F811 - the fixture
    new = described(chain=bloc.slug)
    return issue(new, prepare(new), by=lan).pdf


def told(*files):
    with pytest.raises(CommandError) as refused:
        call_command("audit_verify", "--documents", *map(str, files))
    return str(refused.value)


def test_the_seal_names_the_last_event_of_its_chain(issued, bloc):
    (head,) = printed_heads.heads_in(issued.read())
    assert (head.chain, head.seq) == (bloc.slug, audit.AuditEvent.objects.get(hash=head.event).seq)
    call_command("audit_verify", "--documents")


def test_a_log_rewritten_whole_contradicts_a_file_somebody_holds(issued, bloc, tmp_path):
    held = tmp_path / "quy-che.pdf"
    held.write_bytes(issued.read())
    call_command("audit_verify", "--documents", str(held))
    sql("UPDATE records_auditevent SET actor_name = 'Người khác' WHERE chain = %s AND seq = 3", bloc.slug)
    rehash(bloc.slug)
    assert list(audit.broken_links()) == [], "the chain alone looks whole"
    assert f"quy-che.pdf, chuỗi {bloc.slug}: Dòng số" in told(held)
    assert f"({issued.code}), chuỗi {bloc.slug}: Dòng số" in told()


def test_control_without_the_words_in_the_seal_nobody_sees_it(anchored, bloc, lan, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr("records.issuing.with_head", lambda reason, chain, head=None: reason)
    new = described(chain=bloc.slug)
    held = tmp_path / "quy-che.pdf"
    held.write_bytes(issue(new, prepare(new), by=lan).pdf.read())
    sql("UPDATE records_auditevent SET actor_name = 'Người khác' WHERE chain = %s AND seq = 3", bloc.slug)
    rehash(bloc.slug)
    call_command("audit_verify", "--documents", str(held))


def test_a_cut_tail_contradicts_it_too(issued, bloc, tmp_path):
    sql("DELETE FROM records_auditevent WHERE chain = %s AND seq > 12", bloc.slug)
    assert "Chuỗi đã bị cắt" in told()


def test_a_chain_without_events_has_nothing_to_name(db):
    assert printed_heads.with_head("Ban hành quy chế", "khoi-moi") == "Ban hành quy chế."
