"""Each constraint of the table, broken once on purpose; who sees what."""

import pytest
from django.db import DatabaseError, connection, transaction

from regulations import workflow
from regulations.models import Regulation
from regulations.workflow import start_regulation
from tests.regulations.conftest import SHORT_TREE
from tests.support.signing import signed_already


def refused(sql, *params, says):
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def update(row, change, *params, says):
    refused(f"UPDATE regulations_regulation SET {change} WHERE id = {row.pk}", *params, says=says)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("state = 'lost'", "regulations_regulation_state_check"),
        ("title = ''", "regulation_has_title"),
        ("state = 'adopted'", "regulation_adopted_when_adopted"),
        ("adopted_at = now()", "regulation_adopted_when_adopted"),
        ("issued_at = now()", "regulation_issued_when_issued"),
        ("number = 5", "regulation_issued_when_issued"),
        ("superseded_at = now()", "regulation_replaced_when_superseded"),
        ("successor_id = id", "regulation_not_its_own_successor|regulation_replaced_when_superseded"),
    ],
)
def test_draft(draft, change, says):
    update(draft, change, says=says)


def test_adopted_needs_all_its_stamps(adopted):
    update(adopted, "adopted_by_id = NULL", says="regulation_adopted_when_adopted")
    update(adopted, "state = 'issued'", says="sau khi đủ chữ ký")


def test_issued_needs_all_its_stamps(signed):
    update(signed, "state = 'issued'", says="regulation_issued_when_issued")


@pytest.fixture
def signed(adopted, lan):
    """Everybody has signed; no number yet."""
    signed_already(adopted, by=lan, kind="regulation", field="signing")
    return adopted


ISSUE = (
    "state = 'issued', series = 'QC-KTĐ', number = {number}, number_year = {year}, number_text = '{text}', "
    "signed_on = '2020-07-03', effective_from = '{holds}', signer_unit_id = {unit}, signer_name = '{name}', "
    "signer_post = 'Giám đốc', signer_lines = 'KHỐI TRƯỞNG', document_id = {pdf}, word_document_id = {word}, "
    "issued_at = now(), issued_by_id = started_by_id"
)


@pytest.fixture
def papers(lan, bloc):
    """Two stored documents to lean on."""
    from records.documents import store_document

    facts = {"chain": bloc.slug, "kind": "regulation", "title": "Quy chế", "by": lan}
    return [store_document(content, filename=f"{content!r}", **facts) for content in (b"a", b"b")]


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        ({"number": 0}, "regulation_numbered_in_its_year"),
        ({"year": 2021}, "regulation_numbered_in_its_year"),
        ({"holds": "2020-07-02"}, "regulation_holds_from_its_signing"),
        ({"name": ""}, "regulation_says_who_signed"),
        ({"text": ""}, "regulation_says_who_signed"),
        ({"same_file": True}, "regulation_word_is_another_file"),
    ],
)
def test_issue_facts(signed, nine, papers, fact, says):
    pdf, word = papers[0].pk, papers[0 if fact.pop("same_file", False) else 1].pk
    facts = {"number": 1, "year": 2020, "text": "01/QC-KTĐ", "holds": "2020-07-03", "name": "Minh"}
    sql = ISSUE.format(**facts | {"unit": nine[0].pk, "pdf": pdf, "word": word} | fact)
    update(signed, sql, says=says)


def test_one_in_force_and_one_a_number(issued, short_adopted, nine, papers, lan):
    newer = short_adopted("Quy chế sửa đổi")
    signed_already(newer, by=lan, kind="regulation", field="signing")
    facts = {"year": 2020, "holds": "2020-07-03", "name": "Minh", "unit": nine[0].pk}
    facts |= {"pdf": papers[0].pk, "word": papers[1].pk}
    update(newer, ISSUE.format(number=2, text="02/QC-KTĐ", **facts), says="one_regulation_in_force_a_bloc")
    update(newer, ISSUE.format(number=1, text="01/QC-KTĐ", **facts), says="one_regulation_a_number")


def test_one_regulation_a_text_and_a_ballot(adopted, short_adopted, year2020, lan):
    begun = start_regulation(year2020, by=lan, title="Quy chế mới", tree=SHORT_TREE)
    update(begun, "text_id = %s", adopted.text_id, says="text_id")
    newer = short_adopted("Quy chế sửa đổi")
    update(newer, "ballot_id = %s", adopted.ballot_id, says="về đúng bản này")


def test_it_fits_its_year_text_and_bloc(draft, other_bloc, tuan, year2020, lan):
    from drafting.workflow import create_text

    update(draft, "bloc_id = %s", other_bloc.pk, says="không khớp năm thi đua")
    update(draft, "emulation_year_id = %s", other_bloc.years.get().pk, says="không khớp năm thi đua")
    pledge = create_text(year2020, by=lan, kind="pledge", title="Giao ước", tree=SHORT_TREE)
    update(draft, "text_id = %s", pledge.pk, says="không khớp năm thi đua")


def test_it_adopts_its_own_version(adopted, short_adopted):
    other = short_adopted("Quy chế sửa đổi")
    update(adopted, "adopted_version_id = %s", other.adopted_version_id, says="không phải bản của dự thảo này")


def test_it_is_adopted_by_a_ballot_that_passed(adopted, vote):
    update(adopted, "ballot_id = %s", vote("no", of=adopted).pk, says="biểu quyết đã thông qua")
    update(adopted, "ballot_id = %s", vote(of=adopted, count=False).pk, says="biểu quyết đã thông qua")


@pytest.mark.parametrize(
    "change",
    [
        "title = 'Khác'",
        "number = 7",
        "signed_on = signed_on + 1, effective_from = effective_from + 1",
        "signer_name = 'Người khác'",
        "state = 'superseded', successor_id = 0, superseded_at = now(), superseded_by_id = issued_by_id, title = 'X'",
    ],
)
def test_what_was_issued_stays(issued, change):
    update(issued, change, says="đã ban hành không sửa")
    refused("DELETE FROM regulations_regulation", says="không xóa")


def test_an_adopted_one_is_never_deleted(adopted):
    refused("DELETE FROM regulations_regulation", says="không xóa")


# --- Who sees what ---------------------------------------------------------------------------------------------------


def seers(row, *users):
    return {user.username for user in users if row in Regulation.objects.visible_to(user)}


def test_a_draft_is_the_secretariats_until_it_is_sent(draft, lan, minh, nam, tuan, mai):
    assert seers(draft, lan, minh, nam, tuan, mai) == {"lan"}


def test_a_sent_draft_and_an_adopted_one_are_the_blocs(adopted, lan, minh, nam, tuan, mai):
    assert seers(adopted, lan, minh, nam, tuan, mai) == {"lan", "minh", "nam"}


def test_an_issued_one_is_the_blocs_and_the_boards(issued, lan, minh, nam, tuan, mai, duc):
    assert seers(issued, lan, minh, nam, tuan, mai, duc) == {"lan", "minh", "nam", "mai", "duc"}


def test_units_read_what_was_sent_the_secretariat_what_it_kept(draft, lan, hoa, at):
    from drafting import workflow as drafting
    from tests.regulations.conftest import moment

    assert draft.version_for(lan) is None
    with at("2020-06-05 09:00"):
        round_ = drafting.open_consultation(draft.text, by=lan, closes_at=moment("2020-06-20 17:00"))
    node = draft.text.nodes.filter(kind="clause").first()
    drafting.save_node(node, by=lan, revision=1, heading="", body="Nội dung mới.")
    draft.refresh_from_db()
    drafting.freeze(draft.text, by=lan)
    assert draft.version_for(hoa) == round_.on_version
    assert draft.version_for(lan).no == 2


def test_found_by_words_without_accents_and_by_number(issued):
    for words in ("quy che to chuc", "doanh nghiệp", "01/QC", "  "):
        assert issued in Regulation.objects.all().found_by(words), words
    assert issued not in Regulation.objects.all().found_by("giao ước")


def test_a_renamed_draft_shows_its_new_name(draft, lan):
    from drafting.workflow import edit

    edit(draft.text, by=lan, revision=1, title="Quy chế mới", legal_basis="")
    row = Regulation.objects.get(pk=draft.pk)
    assert str(row) == "Quy chế mới"


def test_order_of_the_list(issued, short_adopted, year2020, lan):
    adopted = short_adopted("Quy chế sửa đổi")
    draft = workflow.start_regulation(year2020, by=lan, title="Quy chế nháp", tree=SHORT_TREE)
    assert list(Regulation.objects.in_order()) == [issued, adopted, draft]
