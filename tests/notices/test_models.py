"""Each constraint is broken once on purpose."""

import pytest
from django.db import IntegrityError, connection, transaction

from notices.models import Notice, OutgoingMail


def broken(table, assignment, row, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {assignment} WHERE id = %s", [row.pk])


@pytest.mark.parametrize(
    ("assignment", "name"),
    [
        ("state = 'lost', next_attempt_at = NULL", "notices_outgoingmail_state_check"),
        ("sent_at = now()", "mail_sent_at_when_sent"),
        ("state = 'sent', next_attempt_at = NULL", "mail_sent_at_when_sent"),
        ("next_attempt_at = NULL", "mail_next_attempt_when_queued"),
        ("state = 'sent', sent_at = now()", "mail_next_attempt_when_queued"),
        ("state = 'failed', next_attempt_at = NULL, attempts = 1", "mail_failed_says_why"),
        ("state = 'failed', next_attempt_at = NULL, last_error = 'x'", "mail_failed_says_why"),
        ("subject = E'A\\nBcc: b@c.vn'", "mail_subject_one_line"),
        ("subject = ''", "mail_subject_one_line"),
        ("address = E'a@b.vn\\nBcc: c@d.vn'", "mail_address_shape"),
        ("address = ''", "mail_address_shape"),
        ("url = 'https://khac.vn/'", "mail_url_local"),
        ("url = '//khac.vn/'", "mail_url_local"),
    ],
)
def test_mail(mail, assignment, name):
    broken(OutgoingMail._meta.db_table, assignment, mail, name)


@pytest.mark.parametrize(
    ("assignment", "name"),
    [
        ("title = E'A\\rB'", "notice_title_one_line"),
        ("title = ''", "notice_title_one_line"),
        ("url = 'javascript:alert(1)'", "notice_url_local"),
        (r"url = '/\khac.vn'", "notice_url_local"),
    ],
)
def test_notice(told, assignment, name):
    broken(Notice._meta.db_table, assignment, told, name)


def test_once_a_person_a_key(told, mail):
    for model, row, name in (
        (Notice, told, "one_notice_a_person_a_key"),
        (OutgoingMail, mail, "one_mail_a_person_a_key"),
    ):
        model.objects.filter(pk=row.pk).update(key="giao-uoc-1")
        row.refresh_from_db()
        row.pk = None
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save(force_insert=True)


def test_local_paths_are_taken(told):
    for url in ("", "/", "/giao-uoc/1/", "/quy-che/2020/#dieu-7", "/tim-kiem/?q=a&trang=2"):
        Notice.objects.update(url=url)
