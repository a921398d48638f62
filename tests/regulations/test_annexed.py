"""A regulation with its Phụ lục from the draft to the issued file: adopted, signed, sealed and published with it."""

import io

import docx
import pytest
from django.urls import reverse

from drafting import workflow as drafting
from khoithidua.sample.texts import regulation_basis
from libraries.pades.verification import examine
from records.ledger import StoredDocuments
from records.transitions import NotAllowedNow
from regulations import workflow
from tests.drafting.test_annex import ANNEXES
from tests.regulations.conftest import SHORT_TREE, issue
from tests.support.pdf import text_of
from tests.support.rows_built_once import built_once


@built_once
def annexed(year2020, lan, at, settle, vote, minh):
    """Issued on 03/7/2020 with two Phụ lục."""
    with at("2020-06-01 09:00"):
        regulation = workflow.start_regulation(
            year2020, by=lan, title="Quy chế chấm điểm của Khối", legal_basis=regulation_basis(),
            tree=SHORT_TREE + ANNEXES,
        )  # fmt: skip
    settled = settle(regulation)
    ballot = vote(of=settled)
    with at("2020-07-02 11:00"):
        adopted = workflow.adopt(settled, by=lan, ballot=ballot)
    with at("2020-07-03 09:00"):
        return issue(adopted, lan)


def test_the_file_carries_the_annexes_behind_the_signature(annexed):
    pdf = annexed.document.read()
    assert examine(pdf, StoredDocuments()).status == "valid"
    words = " ".join(text_of(pdf).split())
    signed = words.index("Nơi nhận")
    first, second = (words.index(title, signed) for title in ("THANG ĐIỂM", "MẪU BÁO CÁO"))
    assert signed < first < second
    assert "Lãnh đạo, chỉ đạo 20" in words[first:second]
    said = f"(Kèm theo Quy chế của {annexed.bloc.name}, số và ngày ban hành ghi tại trang 1)"
    assert words.count(said) == 2 and annexed.number_text in words


def test_word_has_them_too_and_the_public_reads_them(annexed, client):
    lines = [line.text for line in docx.Document(io.BytesIO(annexed.word_document.read())).paragraphs]
    said = f"(Kèm theo Quy chế số {annexed.number_text} ngày 03 tháng 7 năm 2020 của {annexed.bloc.name})"
    assert lines.count(said) == 2
    page = client.get(reverse("regulations:published_detail", args=[annexed.pk])).text
    assert "Phụ lục I" in page and "Thang điểm" in page and "Mẫu báo cáo" in page


def test_after_adoption_an_annex_changes_no_more(annexed, lan):
    node = annexed.text.nodes.get(kind="annex", heading="Thang điểm")
    with pytest.raises(NotAllowedNow):
        drafting.save_node(node, by=lan, revision=node.revision, heading="Khác", body="")
