"""One dossier through the browser: detail, content, report, minutes, submission. What was typed is kept."""

import io

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from awards import workflow
from awards.models import Nomination
from tests.awards.conftest import SECTIONS

WORDS = {
    "recipient_name": "Tên mới",
    "citation": "Đã có thành tích",
    "summary": "Kết quả",
    "revision": "1",
}


def url(name, nomination):
    return reverse(name, args=[nomination.pk])


def pdf_bytes():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def word_bytes(text):
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def upload(content, name):
    return {"file": SimpleUploadedFile(name, content)}


# --- awards:nomination_new, awards:nominate ---


def test_a_dossier_is_begun(client_of, lan, year2020, nine, diploma):
    browser = client_of(lan)
    assert nine[5].name in browser.get(reverse("awards:nomination_new", args=[year2020.pk])).content.decode()
    data = {"unit": nine[5].pk, "kind": diploma.pk}
    page = browser.post(reverse("awards:nomination_new", args=[year2020.pk]), data)
    nomination = Nomination.objects.get()
    assert page.url == url("awards:nomination_detail", nomination)
    again = browser.post(reverse("awards:nomination_new", args=[year2020.pk]), data)
    assert again.status_code == 409 and "đã có hồ sơ" in again.content.decode()


@pytest.mark.parametrize("data", [{}, {"unit": "x", "kind": "9999999"}, {"unit": "\x00"}])
def test_a_dossier_of_nothing_is_refused(client_of, lan, year2020, diploma, data):
    page = client_of(lan).post(reverse("awards:nomination_new", args=[year2020.pk]), data)
    assert page.status_code == 422 and "Chưa lưu được" in page.content.decode()


# --- awards:nomination_detail ---


def test_the_page_says_what_is_missing_and_offers_the_next_step(client_of, lan, nam, draft):
    page = client_of(lan).get(url("awards:nomination_detail", draft)).content.decode()
    assert "Hoàn thiện hồ sơ" in page and "Chưa có biên bản bình xét." in page and "Chưa thể thực hiện" in page
    assert page.count("btn-primary") == 1
    staff = client_of(nam).get(url("awards:nomination_detail", draft)).content.decode()
    assert "Lập báo cáo thành tích" in staff and "Sửa nội dung" not in staff


def test_others_of_the_bloc_read_the_result_but_not_the_dossier(client_of, decided, nine):
    from tests import factories

    kien = factories.leader(nine[3], "kien", "Bùi Trung Kiên")
    nomination = decided.lines.get().nomination
    page = client_of(kien).get(url("awards:nomination_detail", nomination)).content.decode()
    assert "158" not in page and "1234/QĐ-UBND" in page
    assert nomination.summary not in page and "Tệp trong hồ sơ" not in page


# --- awards:nomination_edit, awards:edit ---


def test_content_is_saved(client_of, lan, draft):
    assert client_of(lan).get(url("awards:nomination_edit", draft)).status_code == 200
    page = client_of(lan).post(url("awards:nomination_edit", draft), WORDS)
    draft.refresh_from_db()
    assert page.status_code == 302 and (draft.recipient_name, draft.revision) == ("Tên mới", 2)


@pytest.mark.parametrize(
    "change",
    [
        {"recipient_name": ""},
        {"recipient_name": "a" * 301},
        {"citation": "x\x07y"},
        {"summary": "z" * 2001},
        {"recipient_name": "<script>alert(1)</script>" * 20},
    ],
)
def test_bad_content_is_refused_and_kept(client_of, lan, draft, change):
    page = client_of(lan).post(url("awards:nomination_edit", draft), WORDS | {"summary": "Chữ đã gõ"} | change)
    text = page.content.decode()
    assert page.status_code == 422 and "<script>alert" not in text
    assert "summary" in change or "Chữ đã gõ" in text
    draft.refresh_from_db()
    assert draft.revision == 1


@pytest.mark.parametrize("read", ["abc", "", "7"])
def test_a_page_that_cannot_say_what_it_read_shows_both(client_of, lan, draft, read):
    page = client_of(lan).post(url("awards:nomination_edit", draft), WORDS | {"revision": read})
    draft.refresh_from_db()
    assert (
        page.status_code == 409
        and "Nội dung vừa được cập nhật ở nơi khác" in page.content.decode()
        and draft.revision == 1
    )


def test_text_is_nfc(client_of, lan, draft):
    import unicodedata

    name = "Cảng vụ Hàng hải"
    client_of(lan).post(
        url("awards:nomination_edit", draft), WORDS | {"recipient_name": unicodedata.normalize("NFD", name)}
    )
    draft.refresh_from_db()
    assert draft.recipient_name == name


def test_who_saves_second_sees_both(client_of, lan, draft):
    browser = client_of(lan)
    browser.post(url("awards:nomination_edit", draft), WORDS)
    page = browser.post(url("awards:nomination_edit", draft), WORDS | {"summary": "Bản của người sau"})
    text = page.content.decode()
    assert page.status_code == 409 and "Bản của người sau" in text and "Tên mới" in text
    assert browser.post(url("awards:nomination_edit", draft), WORDS | {"revision": "2"}).status_code == 302


# --- awards:report_edit, awards:save_report, awards:hand_in_report ---


def test_staff_write_the_report(client_of, nam, draft):
    browser = client_of(nam)
    assert browser.get(url("awards:report_edit", draft)).status_code == 200
    boxes = {"past_awards_0_0": "2018", "past_awards_0_1": "Giấy khen; Cục Hàng hải", "past_awards_0_2": "15/QĐ-CHHVN"}
    assert browser.post(url("awards:report_edit", draft), SECTIONS | boxes | {"revision": "0"}).status_code == 302
    report = Nomination.objects.get(pk=draft.pk).report
    assert report.past_awards == "2018; Giấy khen, Cục Hàng hải; 15/QĐ-CHHVN;"
    page = browser.get(url("awards:report_edit", draft)).content.decode()
    assert 'value="Giấy khen, Cục Hàng hải"' in page and 'name="past_awards_3_3"' in page, "three rows to spare"
    assert "Trình ký báo cáo thành tích" in page and "Đủ chữ ký, đơn vị điền số" in page
    assert "report" not in Nomination.objects.get(pk=draft.pk).newest_parts()


def test_several_past_awards_are_saved(client_of, nam, draft):
    boxes = {"past_awards_0_0": "2018", "past_awards_0_1": "Giấy khen", "past_awards_2_0": "2019"}
    client_of(nam).post(
        f"/khen-thuong/ho-so/{draft.pk}/bao-cao/",
        SECTIONS | boxes | {"past_awards_2_1": "Bằng khen", "revision": "0"},
    )
    report = Nomination.objects.get(pk=draft.pk).report
    assert report.past_awards == "2018; Giấy khen; ;\n2019; Bằng khen; ;"


def test_a_wrong_line_of_past_awards_is_named_and_kept(client_of, nam, draft):
    data = SECTIONS | {"past_awards_0_1": "2018 bằng khen", "revision": "0"}
    page = client_of(nam).post(url("awards:report_edit", draft), data)
    text = page.content.decode()
    assert (
        page.status_code == 422
        and "Dòng 1: nhập đủ năm" in text
        and 'value="2018 bằng khen"' in text
        and "21.436" in text
    )


def test_a_refused_report_changes_no_letter_of_past_awards(client_of, nam, draft):
    data = SECTIONS | {"past_awards_0_1": "Bằng\xa0khen;  Cục Hàng hải", "revision": "0"}
    page = client_of(nam).post(url("awards:report_edit", draft), data)
    assert page.status_code == 422 and 'value="Bằng\xa0khen;  Cục Hàng hải"' in page.content.decode()


def test_two_who_write_the_report(client_of, nam, lan, draft):
    client_of(lan).post(url("awards:report_edit", draft), SECTIONS | {"revision": "0"})
    page = client_of(nam).post(url("awards:report_edit", draft), SECTIONS | {"revision": "0", "duties": "Của Nam"})
    text = page.content.decode()
    assert page.status_code == 409 and "Của Nam" in text and "21.436" in text
    assert f"{lan.full_name} đã lưu báo cáo lúc" in text


def test_an_unfinished_report_says_why(client_of, nam, draft):
    browser = client_of(nam)
    browser.post(url("awards:report_edit", draft), SECTIONS | {"revision": "0", "overview": ""})
    page = browser.get(url("awards:report_edit", draft)).content.decode()
    assert "Chưa có nội dung mục I." in page and "Trình ký báo cáo thành tích" not in page


@pytest.mark.parametrize(
    ("content", "name", "status"),
    [
        (pdf_bytes(), "báo cáo.pdf", 302),
        (word_bytes("Nội dung báo cáo"), "bao-cao.docx", 302),
        (b"MZ\x90\x00 no pdf", "bao-cao.pdf", 422),
        (pdf_bytes(), "bao-cao.exe", 422),
        (b"", "rong.pdf", 422),
        (b"%PDF-1.7 broken", "hong.pdf", 422),
    ],
)
def test_files_are_judged_by_what_is_in_them(client_of, nam, draft, content, name, status):
    page = client_of(nam).post(url("awards:hand_in_report", draft), upload(content, name))
    assert page.status_code == status


# --- awards:minutes_edit, awards:attach_minutes, awards:hand_in_minutes ---


def test_minutes_are_handed_in(client_of, lan, draft):
    browser = client_of(lan)
    assert browser.get(url("awards:minutes_edit", draft)).status_code == 200
    assert browser.post(url("awards:minutes_edit", draft), {"minutes": "5"}).status_code == 422
    assert browser.post(url("awards:hand_in_minutes", draft), {}).status_code == 422
    page = browser.post(url("awards:hand_in_minutes", draft), upload(pdf_bytes(), "biên bản.pdf"))
    assert page.status_code == 302


# --- awards:nomination_submit, awards:submit ---


def test_submission_shows_what_is_missing_or_the_paper(client_of, lan, draft):
    page = client_of(lan).get(url("awards:nomination_submit", draft)).content.decode()
    assert "Hồ sơ chưa đủ để trình" in page and "btn-primary" not in page
    refused = client_of(lan).post(url("awards:nomination_submit", draft))
    assert refused.status_code == 409 and "Hồ sơ chưa đủ" in refused.content.decode()


def test_submission(client_of, lan, full):
    browser = client_of(lan)
    page = browser.get(url("awards:nomination_submit", full)).content.decode()
    assert "Sở Nội vụ thành phố" in page and "btn-primary" in page
    shown = browser.post(url("awards:nomination_submit", full), follow=True).content.decode()
    assert "Đã lập tờ trình" in shown and "Chưa phát hành" in shown and full.recipient_name in shown


def test_a_form_posted_twice_acts_once(client_of, lan, full):
    import uuid

    browser, intent = client_of(lan), str(uuid.uuid4())
    first = browser.post(url("awards:nomination_submit", full), {"submission_token": intent})
    second = browser.post(url("awards:nomination_submit", full), {"submission_token": intent})
    assert (first.status_code, second.status_code) == (302, 303) and first.url == second.url


# --- awards:part_file, awards:part_word, awards:part_page ---


def test_files_leave_as_files(client_of, lan, draft):
    workflow.hand_in_report(draft, by=lan, content=pdf_bytes(), filename="báo cáo 2020.pdf")
    part = draft.newest_parts()["report"]
    browser = client_of(lan)
    page = browser.get(reverse("awards:part_file", args=[draft.pk, part.pk]))
    assert page["Content-Disposition"] == "attachment; filename*=utf-8''b%C3%A1o%20c%C3%A1o%202020.pdf"
    assert "sandbox" in page["Content-Security-Policy"] and page["X-Content-Type-Options"] == "nosniff"
    picture = browser.get(reverse("awards:part_page", args=[draft.pk, part.pk, 1]))
    assert picture["Content-Type"] == "image/jpeg" and b"".join(picture).startswith(b"\xff\xd8")
    assert browser.get(reverse("awards:part_page", args=[draft.pk, part.pk, 2])).status_code == 404
    assert browser.get(reverse("awards:part_word", args=[draft.pk, part.pk])).status_code == 404


def test_a_part_of_another_dossier_is_not_found(client_of, lan, full, year2020, nine, diploma):
    other = workflow.nominate(year2020, by=lan, unit=nine[1], kind=diploma)
    part = full.newest_parts()["report"]
    assert client_of(lan).get(reverse("awards:part_file", args=[other.pk, part.pk])).status_code == 404
