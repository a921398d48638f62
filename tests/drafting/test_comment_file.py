"""A file that comes with a comment: looked at like every foreign file, read by whoever may read the comment."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from drafting import workflow
from drafting.models import Comment
from libraries.web.forms import CheckedFile
from tests.drafting.pages import body, get, post
from tests.support.pdf import blank_pdf

OFFICE = "2020-06-14 09:00"
SAID = {"node": "", "stance": "question", "body": "Theo tài liệu kèm theo."}


def pdf(name="gop-y.pdf"):
    return SimpleUploadedFile(name, blank_pdf(), "application/pdf")


@pytest.fixture
def with_file(asked, hoa_tieu, nam, at):
    with at(OFFICE):
        return workflow.write_comment(
            asked, hoa_tieu, by=nam, stance="question", body="Xem tệp.",
            file=CheckedFile("gop-y.pdf", blank_pdf(), "pdf"),
        )  # fmt: skip


def test_a_file_is_sent_with_the_comment_and_read_back(asked, nam, at):
    with at(OFFICE):
        page = body(get(nam, "drafting:comment_start", asked.pk))
        assert 'enctype="multipart/form-data"' in page and "Tệp kèm theo" in page
        assert post(nam, "drafting:comment_start", asked.pk, file=pdf(), **SAID).status_code == 302
        comment = Comment.objects.get()
        assert comment.document.kind == "comment_file" and comment.body not in comment.document.title
        kept = get(nam, "drafting:comment_file", comment.pk)
        assert kept.content.startswith(b"%PDF") and kept["Content-Type"] == "application/pdf"
        assert "Tệp kèm theo" in body(get(nam, "drafting:consultation_detail", asked.pk))


def test_what_is_no_document_is_refused_and_nothing_is_lost(asked, nam, at):
    with at(OFFICE):
        lie = SimpleUploadedFile("gop-y.pdf", b"MZ\x90\x00 not a PDF", "application/pdf")
        answer = post(nam, "drafting:comment_start", asked.pk, file=lie, **SAID)
    assert answer.status_code == 422 and SAID["body"] in body(answer) and not Comment.objects.exists()


def test_it_is_changed_and_taken_out_until_the_comment_is_sent(with_file, nam, at):
    first = with_file.document_id
    with at(OFFICE):
        page = body(get(nam, "drafting:comment_edit", with_file.pk))
        assert "Xóa tệp kèm theo đã lưu" in page
        edit = {"revision": str(with_file.revision), "stance": "question", "body": "Xem tệp."}
        post(nam, "drafting:comment_edit", with_file.pk, file=pdf("khac.pdf"), **edit)
        with_file.refresh_from_db()
        assert with_file.document_id not in (None, first)
        edit["revision"] = str(with_file.revision)
        post(nam, "drafting:comment_edit", with_file.pk, **edit)
        with_file.refresh_from_db()
        assert with_file.document_id, "what is not named stays"
        post(nam, "drafting:comment_edit", with_file.pk, drops_file="on", **edit | {"revision": with_file.revision})
        with_file.refresh_from_db()
        assert with_file.document_id is None
        assert get(nam, "drafting:comment_file", with_file.pk).status_code == 404


def test_who_reads_it(with_file, lan, minh, hoa, tuan, at):
    def readers():
        return [get(who, "drafting:comment_file", with_file.pk).status_code for who in (hoa, lan, minh, tuan)]

    with at(OFFICE):
        assert readers() == [200, 404, 404, 404]
        workflow.send_comment(with_file, by=hoa)
        assert readers() == [200, 200, 404, 404]
        page = body(get(lan, "drafting:answer_edit", with_file.pk))
        assert f"/du-thao/gop-y/{with_file.pk}/tep/" in page
    with at("2020-06-21 09:00"):
        assert readers() == [200, 200, 200, 404]
