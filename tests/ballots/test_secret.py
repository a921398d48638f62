"""A secret ballot from the tellers' codes to the published list: nobody reads a paper, anybody checks the count."""

import io
import json
import re

import docx
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from ballots import workflow as ballots
from ballots.documents.counting_minutes import counting_paper
from ballots.models import Ballot, Elector, SecretPaper, Vote
from ballots.queries import published_count
from conferences import workflow
from libraries import secret_count
from libraries.printing.paper import Paragraph, Table
from notices.worklist import work_for
from records.audit import canonical
from records.models import AuditEvent, SubmissionToken
from records.transitions import NotAllowedNow
from tests import factories
from tests.support.rows_built_once import built_once

CODES = [secret_count.new_code(), secret_count.new_code()]


def at_(name, ballot):
    return reverse(f"ballots:{name}", args=[ballot.pk])


@built_once
def delegates(opened, nine, minh, hoa, lan):
    """Nine people with accounts, one a unit."""
    people = [minh, *(factories.leader(nine[n], f"dai-bieu-{n}", f"Đại Biểu {n}") for n in range(1, 5)), hoa]
    people += [factories.leader(nine[n], f"dai-bieu-{n}", f"Đại Biểu {n}") for n in range(6, 9)]
    roll = [workflow.Presence(unit, "present", who.full_name) for unit, who in zip(nine, people, strict=True)]
    workflow.record_attendance(opened, by=lan, roll=roll)
    return people


@built_once
def put(items, delegates, minh, lan):
    """Lan and Minh are the tellers; they have no codes yet."""
    return workflow.open_ballot(
        items[0], by=lan, question="Suy tôn Cảng vụ làm Khối trưởng?", kind="secret", tellers=[lan, minh]
    )


@built_once
def voting(put, lan, minh):
    ballots.take_key(put, by=lan, code=CODES[0])
    return ballots.take_key(put, by=minh, code=CODES[1])


@built_once
def voted(voting, nine, delegates):
    """Seven agree, one does not, one says nothing."""
    for unit, who, choice in zip(nine, delegates, ["yes"] * 7 + ["no", "abstain"], strict=True):
        ballots.cast_secret(voting, unit=unit, choice=choice, by=who)
    return voting


@built_once
def counted(voted, lan, minh):
    ballots.end_vote(voted, by=lan)
    ballots.open_sum(voted, by=lan, code=CODES[0])
    return ballots.open_sum(voted, by=minh, code=CODES[1])


def test_from_the_codes_to_the_result(counted):
    assert (counted.state, counted.yes, counted.no, counted.abstain) == ("closed", 7, 1, 1)
    assert counted.passed and not Vote.objects.exists()
    published = json.loads(json.dumps(published_count(counted)))
    assert secret_count.check_count(published) == [7, 1, 1]
    assert [secret_count.receipt_of(paper) for paper in published["papers"]] == sorted(
        SecretPaper.objects.values_list("receipt", flat=True)
    )


def test_it_needs_two_tellers_and_delegates_with_accounts(items, delegates, nine, lan):
    for tellers in ([], [lan], [lan, lan]):
        with pytest.raises(NotAllowedNow, match="ít nhất hai người kiểm phiếu"):
            workflow.open_ballot(items[0], by=lan, question="?", kind="secret", tellers=tellers)
    with pytest.raises(NotAllowedNow, match="Chỉ bỏ phiếu kín"):
        workflow.open_ballot(items[0], by=lan, question="?", tellers=[lan, delegates[0]])
    stranger = workflow.Presence(nine[3], "present", "Người Không Tài Khoản")
    workflow.record_attendance(items[0].conference, by=lan, roll=[stranger])
    with pytest.raises(NotAllowedNow, match="không có tài khoản nên không bỏ phiếu kín được"):
        workflow.open_ballot(items[0], by=lan, question="?", kind="secret", tellers=delegates[:2])


def test_nobody_votes_before_all_tellers_have_their_codes(put, nine, hoa, lan, minh):
    ballots.take_key(put, by=lan, code=CODES[0])
    put.refresh_from_db()
    assert put.state == "preparing"
    with pytest.raises(NotAllowedNow, match="không nhận phiếu kín lúc này"):
        ballots.cast_secret(put, unit=nine[5], choice="yes", by=hoa)
    with pytest.raises(NotAllowedNow, match="đã được nhận"):
        ballots.take_key(put, by=lan, code=CODES[0])
    assert ballots.take_key(put, by=minh, code=CODES[1]).state == "open"


def test_a_delegate_votes_once_and_nobody_else(voting, nine, hoa, minh, lan):
    with pytest.raises(NotAllowedNow, match="là Đỗ Thị Hòa"):
        ballots.cast_secret(voting, unit=nine[5], choice="yes", by=minh)
    ballots.cast_secret(voting, unit=nine[5], choice="yes", by=hoa)
    with pytest.raises(NotAllowedNow, match="đã biểu quyết"):
        ballots.cast_secret(voting, unit=nine[5], choice="no", by=hoa)
    for wrong in (
        lambda: ballots.cast(voting, unit=nine[0], choice="yes", by=minh),
        lambda: ballots.record_votes(voting, by=lan, choices={nine[0]: "yes"}),
        lambda: ballots.close_ballot(voting, by=lan),
    ):
        with pytest.raises(NotAllowedNow):
            wrong()
    assert SecretPaper.objects.count() == 1 and not Vote.objects.exists()


def test_a_wrong_code_opens_nothing_and_a_power_cut_leaves_nothing_half_counted(voted, lan, minh, monkeypatch):
    ballots.end_vote(voted, by=lan)
    with pytest.raises(NotAllowedNow, match="không khớp với mã đã nhận"):
        ballots.open_sum(voted, by=lan, code=CODES[1])
    ballots.open_sum(voted, by=lan, code=CODES[0])

    def power_cut(*args, **kwargs):
        raise SystemError("power cut")

    with monkeypatch.context() as cut, pytest.raises(SystemError), transaction.atomic():
        cut.setattr("ballots.workflow.secret.write_result", power_cut)
        ballots.open_sum(voted, by=minh, code=CODES[1])
    row = Ballot.objects.get(pk=voted.pk)
    assert (row.state, row.yes) == ("counting", None) and row.tellers.get(user=minh).opening is None
    assert ballots.open_sum(voted, by=minh, code=CODES[1]).yes == 7


def test_a_lost_code_ends_it_with_a_reason(voted, lan, nine, hoa):
    ballots.end_vote(voted, by=lan)
    void = ballots.void_ballot(voted, by=lan, reason="Người kiểm phiếu làm mất mã")
    assert (void.state, void.passed) == ("void", None)
    with pytest.raises(NotAllowedNow):
        ballots.open_sum(void, by=lan, code=CODES[0])
    again = workflow.open_ballot(void.held_at.agenda_item, by=lan, question="?", kind="secret", tellers=[lan, hoa])
    assert again.state == "preparing"


# --- Nothing tells a paper's content ---------------------------------------------------------------------------------


def everything():
    """Every row of every table as text: what somebody with the whole database has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [name for (name,) in cursor.fetchall()]
        rows = []
        for name in tables:
            cursor.execute(f'SELECT to_jsonb(t) FROM "{name}" t')
            rows += [(name, json.loads(row) if isinstance(row, str) else row) for (row,) in cursor.fetchall()]
    return rows


def masked(rows):
    """Without what is encrypted or hashed, or differs by chance and clock alike whatever is chosen."""
    chance = {
        "content", "receipt", "digest", "token", "hash", "prev_hash", "session_key", "session_data", "location",
        "last_login", "expire_date", "at", "id", "seq", "row_pk",
    }  # fmt: skip
    kept = []
    for name, row in rows:
        cells = {key: value for key, value in row.items() if key not in chance and not key.endswith("_at")}
        kept.append(f"{name} {canonical(cells)}")
    return sorted(kept)


def press(client, ballot, choice):
    """The button of the page, with everything that the page puts into its form."""
    page = client.get(at_("ballot_detail", ballot)).content.decode()
    form = page[page.index(at_("secret_paper", ballot)) :]
    hidden = dict(re.findall(r'name="([a-z_]+)"\s+value="([^"]*)"', form[: form.index("</form>")]))
    data = {name: hidden[name] for name in ("submission_token", "unit", "blind")}
    answer = client.post(at_("secret_paper", ballot), data | {"secret_choice": choice})
    assert answer.status_code == 302, answer.content.decode()[:500]
    return data


def test_the_database_is_the_same_whatever_was_chosen(voting, client_of, hoa):
    """All tables, audit and tokens of forms included, after a yes and after a no: only the encrypted paper differs."""
    seen = {}
    for choice in ("yes", "no", "abstain"):
        with transaction.atomic():
            press(client_of(hoa), voting, choice)
            rows = everything()
            said = [canonical(row) for name, row in rows if name in ("ballots_secretpaper", "django_session")]
            # A whole word: two letters arise by chance in the signature of a session.
            assert not any(re.search(rf"\b{choice}\b", words) for words in said)
            seen[choice] = masked(rows)
            transaction.set_rollback(True)
    assert seen["yes"] == seen["no"] == seen["abstain"]


def test_the_token_of_the_form_tells_nothing(voting, client_of, hoa):
    """It keeps a hash of what was sent. Without the chance in the form three tries would tell the choice (control)."""
    from django.http import QueryDict
    from django.test import RequestFactory

    from records.submission.tokens import digest_of

    def digests(fields):
        for choice in Vote.Choice:
            request = RequestFactory().post("/", fields | {"secret_choice": choice.value})
            yield digest_of(request)

    sent = press(client_of(hoa), voting, "no")
    kept = SubmissionToken.objects.get(user=hoa).digest
    known = {"unit": sent["unit"]}
    assert kept not in set(digests(known)) and QueryDict() == {}
    assert kept in set(digests(known | {"blind": sent["blind"]})), "the control: with the chance it would be told"


def test_no_address_and_no_log_line_names_the_choice(voting, client_of, hoa, caplog):
    with caplog.at_level("DEBUG"):
        press(client_of(hoa), voting, "abstain")
    assert "abstain" not in caplog.text
    assert "abstain" not in " ".join(canonical(row.data) for row in AuditEvent.objects.filter(verb="ballots.cast"))


def test_sql_statements_carry_no_choice(voting, nine, hoa):
    """What a database that logs its statements would write down."""
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        ballots.cast_secret(voting, unit=nine[5], choice="abstain", by=hoa)
    assert not [query["sql"] for query in asked if "abstain" in query["sql"] and "INSERT" in query["sql"]]


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_tellers_and_delegates_on_their_pages(put, client_of, lan, minh, hoa, nine):
    assert "Nhận mã kiểm phiếu" in [item.title.partition(":")[0] for item in work_for(minh)]
    for teller in (lan, minh):
        page = client_of(teller).get(at_("teller_key", put)).content.decode()
        code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){6}", page)[0]
        wrong = client_of(teller).post(
            at_("teller_key", put), {"shown_code": code, "counting_code": secret_count.new_code()}
        )
        assert wrong.status_code == 422 and code in wrong.content.decode()
        answer = client_of(teller).post(at_("teller_key", put), {"shown_code": code, "counting_code": code.lower()})
        assert answer.status_code == 302
        assert code.replace("-", "") not in canonical([row for _, row in everything()])
    assert Ballot.objects.get(pk=put.pk).state == "open"
    assert f"Biểu quyết: {put.question}" in [item.title for item in work_for(hoa)]
    page = client_of(hoa).get(at_("ballot_detail", put)).content.decode()
    assert "chỉ mở tổng số, không mở từng phiếu" in page and "chon=" not in page
    press(client_of(hoa), put, "no")
    page = client_of(hoa).get(at_("ballot_detail", put)).content.decode()
    assert SecretPaper.objects.get().receipt_words in page and "Không đồng ý</button>" not in page
    answer = client_of(lan).post(at_("end_vote", put))
    assert answer.status_code == 302 and Ballot.objects.get(pk=put.pk).state == "counting"
    assert client_of(lan).get(at_("papers_count", put)).status_code == 200
    answer = client_of(lan).post(at_("papers_count", put), {"counting_code": "abc"})
    assert answer.status_code == 422 and "Mã kiểm phiếu chưa đúng" in answer.content.decode()


def test_a_paper_without_its_chance_or_choice_is_refused(voting, client_of, hoa, nine):
    yes = {"unit": nine[5].pk, "secret_choice": "yes"}
    for data in ({}, yes, yes | {"unit": nine[0].pk, "blind": "0" * 32}):
        answer = client_of(hoa).post(at_("secret_paper", voting), data)
        assert answer.status_code == 422
    assert not SecretPaper.objects.exists()


def test_what_is_published(counted, client_of, hoa, nam, voted):
    page = client_of(nam).get(at_("ballot_detail", counted)).content.decode()
    assert "7 đồng ý, 1 không đồng ý, 1 không có ý kiến" in page
    assert all(paper.receipt_words in page for paper in SecretPaper.objects.all())
    file = client_of(nam).get(at_("papers_published", counted))
    assert secret_count.check_count(json.loads(file.content)) == [7, 1, 1]
    program = client_of(nam).get(reverse("ballots:check_program"))
    assert program.content.startswith(b'"""Secret ballots')


def test_nothing_is_published_before(voted, client_of, lan):
    for name in ("papers_published", "counting_pdf", "counting_word"):
        assert client_of(lan).get(at_(name, voted)).status_code == 404


def test_the_minutes_of_the_count_are_made_of_the_result(counted, client_of, nam, tuan):
    paper = counting_paper(counted)
    words = " ".join(block.text for block in paper.body if isinstance(block, Paragraph))
    assert "Ban kiểm phiếu gồm: Trần Thị Lan (Trưởng ban), Nguyễn Văn Minh." in words
    assert "Số phiếu phát ra: 09; thu về: 09; hợp lệ: 09" in words and "Kết quả: Thông qua." in words
    (table,) = (block for block in paper.body if isinstance(block, Table))
    assert table.rows == (
        ("Đồng ý", "07", "77,8%"),
        ("Không đồng ý", "01", "11,1%"),
        ("Không có ý kiến", "01", "11,1%"),
    )
    assert [signature.name for signature in paper.signatures] == ["Nguyễn Văn Minh", "Trần Thị Lan"]
    pdf = client_of(nam).get(at_("counting_pdf", counted))
    assert pdf.content.startswith(b"%PDF") and "kiem-phieu" in str(pdf["Content-Disposition"]).lower()
    word = docx.Document(io.BytesIO(client_of(nam).get(at_("counting_word", counted)).content))
    assert "Trưởng ban" in " ".join(paragraph.text for paragraph in word.paragraphs)
    assert client_of(tuan).get(at_("counting_pdf", counted)).status_code == 404


def test_the_secretariat_ends_it_without_a_result(voting, client_of, lan, hoa):
    assert client_of(hoa).get(at_("ballot_void", voting)).status_code == 403
    assert client_of(lan).post(at_("ballot_void", voting), {"reason": ""}).status_code == 422
    assert client_of(lan).post(at_("ballot_void", voting), {"reason": "Mất mã"}).status_code == 302
    assert "Mất mã" in client_of(hoa).get(at_("ballot_detail", voting)).content.decode()


# --- What the database refuses ---------------------------------------------------------------------------------------


def refused(sql, says):
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_keeps_tellers_and_papers(put, voted, minh, lan):
    refused("UPDATE ballots_teller SET public_part = '{}'", "chỉ ghi một lần")
    refused("UPDATE ballots_teller SET opening = '[]'", "chỉ ghi một lần")
    refused("DELETE FROM ballots_teller", "không xóa được")
    refused("UPDATE ballots_secretpaper SET receipt = 'x'", "chỉ ghi một lần")
    refused(
        "INSERT INTO ballots_teller (ballot_id, user_id, is_sample) "
        f"VALUES ({put.pk}, (SELECT max(id) FROM units_user), false)",
        "trước khi bỏ phiếu",
    )
    refused(
        "UPDATE ballots_ballot SET state = 'closed', closed_at = now(), closed_by_id = opened_by_id, yes = 7, no = 1, "
        "abstain = 1, needed = 5, passed = true",
        "chưa đủ người kiểm phiếu",
    )
    refused("UPDATE ballots_ballot SET state = 'void'", "ballot_void_with_a_reason")


def test_it_does_not_open_without_its_tellers(put):
    refused("UPDATE ballots_ballot SET state = 'open'", "ít nhất hai người")


def test_no_plain_vote_in_a_secret_ballot_and_no_paper_in_a_named_one(voting, items, lan, minh):
    ballot = workflow.open_ballot(items[1], by=lan, question="?")
    secret, named = (Elector.objects.filter(ballot=one).first() for one in (voting, ballot))
    refused(
        "INSERT INTO ballots_vote (elector_id, choice, on_paper, cast_at, cast_by_id, is_sample) "
        f"VALUES ({secret.pk}, 'yes', false, now(), {minh.pk}, false)",
        "không nhận thêm ý kiến",
    )
    refused(
        "INSERT INTO ballots_secretpaper (elector_id, content, receipt, is_sample) "
        f"VALUES ({named.pk}, '{{}}', 'x', false)",
        "không nhận thêm ý kiến",
    )
