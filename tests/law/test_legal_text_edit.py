"""A text is added, checked, ended; what was read stays as it is."""

import pytest

from law.models import LegalText
from records.models import AuditEvent

NEW = {
    "kind": "decision", "number": "12/2021/QĐ-UBND", "issued_on": "04/5/2021", "issuer": "Ủy ban nhân dân thành phố",
    "title": "ban hành Quy chế thi đua, khen thưởng", "topic": "emulation", "amends": "", "valid_from": "15/5/2021",
    "last_day": "31/12/2023", "checked": "read", "source": "Công báo thành phố",
}  # fmt: skip


def typed(text, **changes):
    facts = {
        "kind": text.kind, "number": text.number, "issued_on": f"{text.issued_on:%d/%m/%Y}", "issuer": text.issuer,
        "title": text.title, "topic": text.topic, "amends": text.amends_id or "", "checked": text.checked,
        "valid_from": f"{text.valid_from:%d/%m/%Y}", "last_day": "", "source": text.source, "revision": text.revision,
    }  # fmt: skip
    return facts | changes


def test_added_and_cited(post, mai):
    answer = post(mai, "law:legal_text_add", data=NEW)
    assert answer.status_code == 302
    text = LegalText.objects.get(number="12/2021/QĐ-UBND")
    assert text.citation == (
        "Quyết định số 12/2021/QĐ-UBND ngày 04 tháng 5 năm 2021 của Ủy ban nhân dân thành phố ban hành Quy chế thi "
        "đua, khen thưởng"
    )
    assert text.force_words == "từ 15/5/2021 đến hết 31/12/2023"
    assert AuditEvent.objects.filter(verb="law.add_legal_text").exists()


@pytest.mark.parametrize(
    "changes, told",
    [
        ({"number": "06/2022/qh15"}, "đã có trong danh mục"),
        ({"valid_from": "01/5/2021"}, "không thể trước ngày ban hành"),
        ({"last_day": "01/5/2021"}, "phải từ ngày có hiệu lực trở đi"),
        ({"issued_on": "31/02/2021"}, ""),
        ({"source": ""}, ""),
    ],
)
def test_bad_input_is_told_and_kept(post, mai, text_of, changes, told):
    answer = post(mai, "law:legal_text_add", data=NEW | changes)
    assert answer.status_code in (409, 422)
    page = answer.content.decode()
    assert told in page and "ban hành Quy chế thi đua" in page
    assert not LegalText.objects.filter(number="12/2021/QĐ-UBND").exists()


def test_a_text_that_was_not_read_is_corrected(post, mai):
    text = LegalText.objects.get(number="15/2025/TT-BNV")
    answer = post(mai, "law:legal_text_edit", text.pk, data=typed(text, title="quy định mới", checked="read"))
    assert answer.status_code == 302
    text.refresh_from_db()
    assert (text.title, text.checked, text.revision) == ("quy định mới", "read", 2)
    (event,) = AuditEvent.objects.filter(verb="law.edit_legal_text")
    assert event.data["after"]["title"] == "quy định mới"


def test_a_text_that_was_read_only_ends(post, mai, text_of):
    text = LegalText.objects.get(number="30/2020/NĐ-CP")
    refused = post(mai, "law:legal_text_edit", text.pk, data=typed(text, title="khác"))
    assert refused.status_code == 409
    assert "chỉ cập nhật được ngày hết hiệu lực" in text_of(refused)
    assert post(mai, "law:legal_text_edit", text.pk, data=typed(text, last_day="31/12/2030")).status_code == 302
    text.refresh_from_db()
    assert text.title == "về công tác văn thư" and text.force_words.endswith("đến hết 31/12/2030")


def test_of_two_who_save_one_text_the_second_sees_both(post, mai, text_of):
    text = LegalText.objects.get(number="15/2025/TT-BNV")
    first = typed(text, title="bản một")
    post(mai, "law:legal_text_edit", text.pk, data=first)
    answer = post(mai, "law:legal_text_edit", text.pk, data=typed(text, title="bản hai"))
    assert answer.status_code == 409
    assert "bản" in text_of(answer)
    text.refresh_from_db()
    assert text.title == "bản một"
