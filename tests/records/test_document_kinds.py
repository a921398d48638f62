"""Kinds of documents: every room registers its own, once; the lowest room keeps the slug and asks how it is called."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from libraries.pades.verification import examine
from libraries.web import clock
from records.document_kinds import KINDS, LONGEST_SLUG, SLUG, kind_label, register_kind
from records.documents import new_code, store_document
from records.ledger import StoredDocuments
from records.models import Document

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = {
    "minutes": "Biên bản hội nghị",
    "counting_minutes": "Biên bản kiểm phiếu",
    "invitation": "Giấy mời",
    "resolution": "Nghị quyết hội nghị",
    "conclusions": "Thông báo kết luận hội nghị",
    "delegates": "Danh sách đại biểu",
    "assignment_evidence": "Minh chứng thực hiện nhiệm vụ",
    "conference_photo": "Hình ảnh hội nghị",
    "conference_paper": "Tham luận tại hội nghị",
    "comment_file": "Tệp kèm theo góp ý",
    "response_table": "Bảng tổng hợp ý kiến, tiếp thu, giải trình",
    "regulation": "Quy chế",
    "erratum": "Văn bản đính chính",
    "results": "Bảng tổng hợp điểm thi đua",
    "pledge": "Giao ước thi đua",
    "submission": "Tờ trình",
    "recipient_list": "Danh sách trích ngang",
    "achievement_report": "Báo cáo thành tích",
    "selection_minutes": "Biên bản bình xét",
    "decision": "Thông tin quyết định khen thưởng",
    "certificate_background": "Nền bằng của cơ quan",
    "certificate_page": "Trang nền để in bằng",
    "decision_original": "Quyết định khen thưởng, bản gốc",
    "certificate": "Bằng, giấy chứng nhận",
    "evidence": "Minh chứng, hồ sơ",
    "organisation_paper": "Văn bản về tổ chức",
    "unit_evidence": "Minh chứng của đơn vị",
}


def test_every_kind_of_every_room_is_registered():
    assert {slug: kind.label for slug, kind in KINDS.items()} == EXPECTED
    assert {slug for slug, kind in KINDS.items() if kind.handed_in} == {
        "organisation_paper",
        "unit_evidence",
        "decision_original",
        "certificate_background",
        "certificate_page",
        "evidence",
        "assignment_evidence",
        "conference_photo",
        "conference_paper",
        "comment_file",
    }


def test_each_is_registered_by_one_room_and_not_by_the_lowest():
    where: dict[str, list[str]] = {}
    for room in settings.ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for slug in re.findall(r'= register_kind\(\s*"(\w+)"', path.read_text()):
                where.setdefault(slug, []).append(path.relative_to(ROOT).as_posix())
    named = where.pop("minutes")
    assert sorted(named) == ["conferences/documents/__init__.py", "records/document_kinds.py"]  # there as the example
    assert set(where) | {"minutes"} == set(EXPECTED)
    assert all(len(paths) == 1 and re.fullmatch(r"\w+/documents/__init__\.py", paths[0]) for paths in where.values())


@pytest.mark.parametrize("slug", ["", "Minutes", "biên_bản", "two words", "a__b", "_a", "a_", "1a", "a-b", "minutes\n"])
def test_a_slug_of_another_shape_is_refused(slug):
    with pytest.raises(ValueError, match="slug"):
        register_kind(slug, label="Thử")
    assert slug not in KINDS


def test_a_slug_too_long_or_taken_is_refused():
    with pytest.raises(ValueError, match="slug"):
        register_kind("a" * (LONGEST_SLUG + 1), label="Thử")
    with pytest.raises(ValueError, match="twice"):
        register_kind("minutes", label="Biên bản khác")
    assert kind_label("minutes") == "Biên bản hội nghị"
    assert all(re.fullmatch(SLUG, slug) for slug in KINDS)


def test_a_kind_nobody_registered_is_not_stored(bloc, lan):
    with pytest.raises(ValueError, match="poem"):
        store_document(b"x", chain=bloc.slug, kind="poem", title="x", filename="x", by=lan)
    assert not Document.objects.exists()


def test_a_document_outlives_the_room_that_knew_its_kind(bloc, client):
    code = new_code()
    row = Document.objects.create(
        chain=bloc.slug, kind="score_sheet", title="Bảng điểm năm 2019", code=code, created_at=clock.now()
    )
    assert row.kind_label == "Văn bản"
    row.files.create(revision=1, sha256="0" * 64, size=1, mime="x", filename="x", created_at=clock.now())
    page = client.get(reverse("records:verdict_detail", args=[code])).content.decode()
    assert re.search(r"<dd>\s*Văn bản\s*</dd>", page) and "score_sheet" not in page


def test_what_somebody_handed_in_is_not_vouched_for(bloc, lan):
    """Even under a code: keeping a forged file must not make it genuine."""
    facts = {"chain": bloc.slug, "title": "Minh chứng", "filename": "x.pdf", "by": lan}
    store_document(b"%PDF-1.7 forged", kind="evidence", code=new_code(), **facts)
    assert examine(b"%PDF-1.7 forged", StoredDocuments()).status == "unknown"


def test_the_page_says_the_kind_once(bloc, lan, client):
    code = new_code()
    public = {"Loại văn bản": EXPECTED["decision"], "Nội dung": "Về việc tặng Bằng khen"}
    store_document(
        b"x", chain=bloc.slug, kind="decision", title="QĐ", filename="q.pdf", by=lan, code=code, public=public
    )
    page = client.get(reverse("records:verdict_detail", args=[code])).content.decode()
    assert page.count("Loại văn bản") == page.count(EXPECTED["decision"]) == 1
    assert "Về việc tặng Bằng khen" in page
