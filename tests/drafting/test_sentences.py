"""A comment on one sentence: chosen from a list, kept with the comment, shown wherever the comment is."""

import pytest
from django.db import DatabaseError, transaction

from drafting import workflow
from drafting.documents.response_table import response_rows
from drafting.models import Comment
from drafting.queries.sentences import sentences_of
from drafting.queries.version_index import VersionIndex
from tests.drafting.conftest import CLOSES
from tests.drafting.pages import body, get, post
from tests.support.rows_built_once import built_once

OFFICE = "2020-06-14 09:00"
FIRST, SECOND = "Khối họp mỗi quý một lần.", "Khi cần, Khối trưởng triệu tập họp đột xuất."


@built_once
def two_sentences(year2020, lan, at):
    """A round about a text with a Khoản of two sentences."""
    tree = [("article", "Chế độ họp", "", [("clause", "", f"{FIRST} {SECOND}", []), ("clause", "", "Họp ngắn.", [])])]
    with at("2020-06-01 09:00"):
        text = workflow.create_text(year2020, by=lan, kind="regulation", title="Quy chế", tree=tree)
    with at("2020-06-10 09:00"):
        return workflow.open_consultation(text, by=lan, closes_at=CLOSES, reason="Lấy ý kiến sớm.")


def key(round_, words):
    return next(row["key"] for row in round_.on_version.content if row["body"].startswith(words))


def test_sentences_of_a_part_in_order(two_sentences):
    index = VersionIndex(two_sentences.on_version)
    article = two_sentences.on_version.content[0]["key"]
    assert sentences_of(index, article) == [FIRST, SECOND, "Họp ngắn."]
    assert sentences_of(index, key(two_sentences, FIRST)) == [FIRST, SECOND]
    assert sentences_of(index, key(two_sentences, "Họp ngắn")) == sentences_of(index, None) == []


def test_one_is_chosen_without_script_and_shown_everywhere(two_sentences, nam, hoa, lan, at):
    clause = key(two_sentences, FIRST)
    with at(OFFICE):
        page = body(get(nam, "drafting:comment_start", two_sentences.pk, phan=clause))
        assert f'value="{SECOND}"' in page and "Góp ý riêng một câu" in page
        said = {"node": clause, "stance": "agree_with_change", "body": "Nêu rõ thời hạn.", "replacement": ""}
        assert post(nam, "drafting:comment_start", two_sentences.pk, quote=SECOND, **said).status_code == 302
        comment = Comment.objects.get()
        assert comment.quote == SECOND
        assert "checked" in body(get(nam, "drafting:comment_edit", comment.pk)).split(f'value="{SECOND}"')[1][:200]
        assert f"“{SECOND}”" in body(get(nam, "drafting:consultation_detail", two_sentences.pk))
        workflow.send_comment(comment, by=hoa)
        assert f"“{SECOND}”" in body(get(lan, "drafting:answer_edit", comment.pk))
    (row,) = response_rows(two_sentences)
    assert row.opinion == f"Về câu “{SECOND}”: Nêu rõ thời hạn."


def test_a_sentence_that_is_not_in_the_part_is_refused(two_sentences, nam, at):
    said = {"node": key(two_sentences, FIRST), "stance": "question", "body": "Hỏi."}
    with at(OFFICE):
        answer = post(nam, "drafting:comment_start", two_sentences.pk, quote="Câu khác.", **said)
    assert answer.status_code == 422 and "Hỏi." in body(answer) and not Comment.objects.exists()


def test_the_database_wants_a_part_for_a_quote(written):
    with pytest.raises(DatabaseError, match="comment_quotes_a_part"), transaction.atomic():
        Comment.objects.filter(pk=written.pk).update(quote="Câu.", node_key=None)


def test_the_draft_is_seen_as_it_will_be_printed(draft, lan, minh):
    page = body(get(lan, "drafting:text_preview", draft.pk))
    assert 'class="paper a4"' in page and "Tập trung dân chủ." in page and "BẢN ĐANG SOẠN THẢO" in page
    assert get(minh, "drafting:text_preview", draft.pk).status_code == 404
