"""The audit chain: linked, written once, and a changed row is found."""

import pytest
from django.db import DatabaseError, connection, transaction

from records import audit
from records.models import AuditEvent
from records.write_once import WrittenOnce


def three_events(bloc, by):
    return [audit.record(f"units.try_{n}", bloc, by=by, data={"n": n}) for n in range(3)]


def test_events_are_linked_and_numbered_within_their_chain(bloc, other_bloc, lan):
    events = three_events(bloc, lan)
    other = audit.record("units.try", other_bloc, by=lan)
    assert [event.seq for event in events] == [1, 2, 3]
    assert events[1].prev_hash == events[0].hash
    assert (other.seq, other.prev_hash) == (1, audit.FIRST)
    assert list(audit.broken_links()) == []


def test_events_of_a_clock_in_another_zone_hold(bloc, lan, at):
    with at("2020-07-02 08:00"):
        three_events(bloc, lan)
    assert list(audit.broken_links()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE records_auditevent SET reason = 'x'",
        "DELETE FROM records_auditevent",
        "TRUNCATE records_auditevent",
    ],
)
def test_the_database_refuses_to_change_it(bloc, lan, sql):
    three_events(bloc, lan)
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="chỉ ghi một lần"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditEvent.objects.count() == 3


def test_the_orm_refuses_to_change_it(bloc, lan):
    event = three_events(bloc, lan)[0]
    for change in (event.save, event.delete, AuditEvent.objects.all().delete):
        with pytest.raises(WrittenOnce):
            change()
    with pytest.raises(WrittenOnce):
        AuditEvent.objects.update(reason="x")


def forge(sql, *params):
    """What somebody with the database password could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE records_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql, params)
        cursor.execute("ALTER TABLE records_auditevent ENABLE TRIGGER USER")


@pytest.mark.parametrize("column", ["verb", "actor_name", "row_label", "reason", "to_state", "data", "at"])
def test_a_changed_row_is_found(bloc, lan, column):
    three_events(bloc, lan)
    value = {"data": "'{\"n\": 7}'", "at": "at + interval '1 second'"}.get(column, "'sửa'")
    forge(f"UPDATE records_auditevent SET {column} = {value} WHERE seq = 2")
    (broken,) = audit.broken_links()
    assert (broken.chain, broken.seq) == (bloc.slug, 2)


def test_a_removed_row_is_found(bloc, lan):
    three_events(bloc, lan)
    forge("DELETE FROM records_auditevent WHERE seq = 2")
    (broken,) = audit.broken_links()
    assert broken.seq == 2
