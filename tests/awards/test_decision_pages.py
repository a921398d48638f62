"""Decision and certificates through the browser, the person proved again for each weighty act."""

import io

import pikepdf
import pytest
from django.urls import reverse

from awards import workflow
from awards.models import Certificate, Decision
from libraries.pades.verification import examine
from records.ledger import StoredDocuments
from records.models import Job
from tests.awards.conftest import agree
from tests.awards.sending import send
from units.workflow import issue_static_codes

PASSWORD = "mat-khau-thu-nghiem"


@pytest.fixture
def codes():
    """`codes(mai)` gives mai a device with codes and returns what she types."""

    def give(user):
        return {"password": PASSWORD, "code": issue_static_codes(user, by=user)[0]}

    return give


def verdict_on(content):
    return examine(content, StoredDocuments()).status


def decision_data(nomination, **change):
    return {
        "nominations": [nomination.pk],
        "number": "1234/QĐ-UBND",
        "decided_on": f"{nomination.submitted_at:%d/%m/%Y}",
        "signer_name": "Nguyễn Văn Mẫu",
        **change,
    }


# --- awards:decision_new, awards:decide, awards:decision_list ---


def test_a_decision_is_recorded(client_of, mai, reviewed, codes, at):
    from libraries.web.clock import today

    browser = client_of(mai)
    assert reviewed.recipient_name in browser.get(reverse("awards:decision_new")).content.decode()
    data = decision_data(reviewed, decided_on=f"{today():%d/%m/%Y}") | codes(mai)
    page = browser.post(reverse("awards:decision_new"), data)
    decision = Decision.objects.get()
    assert page.url == reverse("awards:decision_detail", args=[decision.pk])
    assert "1234/QĐ-UBND" in browser.get(reverse("awards:decision_list")).content.decode()


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"number": "1234"}, 422, "Nhập đủ số và ký hiệu, ví dụ: 1234/QĐ-UBND"),
        ({"decided_on": "31/02/2026"}, 422, "Tháng 02/2026 không có ngày 31"),
        ({"decided_on": "01/01/2100"}, 409, "không thể sau hôm nay"),
        ({"nominations": []}, 422, "Chọn hồ sơ"),
        ({"nominations": ["abc"]}, 422, "Chọn hồ sơ"),
        ({"signer_name": ""}, 422, "Nhập họ tên"),
        ({"password": "sai"}, 422, "Mật khẩu chưa đúng"),
        ({"code": "zzzzzzzz"}, 422, "Mã OTP chưa đúng"),
    ],
)
def test_bad_decisions_are_refused_and_kept(client_of, mai, reviewed, codes, change, status, words):
    from libraries.web.clock import today

    data = decision_data(reviewed, decided_on=f"{today():%d/%m/%Y}") | codes(mai) | change
    page = client_of(mai).post(reverse("awards:decision_new"), data)
    text = page.content.decode()
    assert page.status_code == status and words in text
    assert data["signer_name"] in text and PASSWORD not in text and not Decision.objects.exists()


def test_a_dossier_of_ones_own_unit_is_not_offered(client_of, reviewed, nine, codes):
    from tests import factories

    own = factories.board_member("own", "Người Đơn Vị", from_unit=nine[5], can_decide=True)
    page = client_of(own).get(reverse("awards:decision_new")).content.decode()
    assert reviewed.recipient_name not in page
    forced = client_of(own).post(reverse("awards:decision_new"), decision_data(reviewed) | codes(own))
    assert forced.status_code == 422 and not Decision.objects.exists()


# --- awards:decision_detail, awards:decision_file, awards:issue_check, awards:issue, awards:proof_file ---


def test_checked_issued_printed(client_of, mai, decided):
    browser = client_of(mai)
    detail = browser.get(reverse("awards:decision_detail", args=[decided.pk])).content.decode()
    assert "1 tập thể chưa có bằng" in detail
    check = browser.get(reverse("awards:issue_check", args=[decided.pk])).content.decode()
    assert "Cấp 1 bằng" in check and "Công ty TNHH MTV Hoa tiêu" in check and "Tải PDF in thử" in check
    proof = browser.get(reverse("awards:proof_file", args=[decided.pk, 1]))
    assert b"".join(proof).startswith(b"%PDF")
    line = decided.lines.get()
    page = browser.post(reverse("awards:issue_check", args=[decided.pk]), {"lines": [line.pk]})
    job = Job.objects.get()
    assert page.url == reverse("records:job_detail", args=[job.pk])
    assert "0/1" in browser.get(page.url).content.decode()
    workflow.print_waiting()
    assert "1/1" in browser.get(page.url).content.decode()
    again = browser.post(reverse("awards:issue_check", args=[decided.pk]), {"lines": [line.pk]})
    assert again.status_code == 422


def test_warnings_before_it_is_printed(client_of, lan, mai, duc, full, proof, facts):
    from awards.models import Nomination

    workflow.edit(full, by=lan, revision=full.revision, recipient_name="CẢNG VỤ HÀNG HẢI", citation="x", summary="y")
    nomination = agree(send(Nomination.objects.get(pk=full.pk), by=lan), mai, duc)
    decision = workflow.decide([nomination], by=mai, proof=proof, **facts)
    page = client_of(mai).get(reverse("awards:issue_check", args=[decision.pk])).content.decode()
    assert "viết toàn chữ in hoa" in page and "Có nội dung cần xem lại" in page


def test_nothing_chosen_is_refused(client_of, mai, decided):
    for data in ({}, {"lines": ["999"]}, {"lines": ["x"]}):
        assert client_of(mai).post(reverse("awards:issue_check", args=[decided.pk]), data).status_code == 422
    assert not Certificate.objects.exists()
    assert client_of(mai).get(reverse("awards:proof_file", args=[decided.pk, 9])).status_code == 404


def test_the_record_of_the_decision_is_sealed(client_of, lan, decided):
    content = b"".join(client_of(lan).get(reverse("awards:decision_file", args=[decided.pk])))
    assert verdict_on(content) == "valid"


# --- awards:certificate_list, awards:certificate_detail and what may still happen ---


def test_the_list_of_certificates(client_of, lan, certificate):
    browser = client_of(lan)
    for query, found in {
        "": 1,
        "?tim=hoa+tieu": 1,
        "?tim=1234": 1,
        "?loc=het": 0,
        "?loc=hieu-luc": 1,
        "?tim=x": 0,
    }.items():
        page = browser.get(reverse("awards:certificate_list") + query).content.decode()
        assert (f"Bằng khen {certificate.full_number}" in page) is bool(found), query


def test_the_page_of_a_certificate(client_of, hoa, certificate):
    page = client_of(hoa).get(reverse("awards:certificate_detail", args=[certificate.pk])).content.decode()
    assert reverse("awards:certificate_picture", args=[certificate.pk]) in page
    assert "Thu hồi" not in page and "In chữ lên phôi" not in page
    content = b"".join(client_of(hoa).get(reverse("awards:certificate_file", args=[certificate.pk])))
    assert verdict_on(content) == "valid"
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert certificate.document.code in str(pdf.docinfo["/Keywords"])


def test_one_flipped_byte_is_found(client_of, certificate):
    content = bytearray(certificate.document.read())
    content[len(content) // 3] ^= 1
    assert verdict_on(bytes(content)) == "altered"


def test_a_certificate_still_being_printed(client_of, lan, numbered):
    browser = client_of(lan)
    assert "Đang in" in browser.get(reverse("awards:certificate_detail", args=[numbered.pk])).content.decode()
    for name in ("awards:certificate_file", "awards:certificate_picture"):
        assert browser.get(reverse(name, args=[numbered.pk])).status_code == 404


def test_printed_onto_a_blank(client_of, lan, certificate):
    for name in ("awards:overprint_file", "awards:ruler_file"):
        for query in ("", "?offset_x=1,5&offset_y=-2&scale=0,99", "?offset_x=x&offset_y=900&scale="):
            page = client_of(lan).get(reverse(name, args=[certificate.pk]) + query)
            assert b"".join(page).startswith(b"%PDF")


def test_revoked_by_the_person_proved_again(client_of, mai, certificate, codes):
    browser, url = client_of(mai), reverse("awards:certificate_revoke", args=[certificate.pk])
    assert browser.get(reverse("awards:certificate_revoke", args=[certificate.pk])).status_code == 200
    typed = codes(mai)
    for change, words in [
        ({"reason": ""}, "Nhập lý do"),
        ({"password": "x"}, "Mật khẩu chưa đúng"),
        ({"code": ""}, "Nhập mã OTP"),
    ]:
        page = browser.post(url, {"reason": "Kê khai gian dối", **typed} | change)
        assert page.status_code == 422 and words in page.content.decode()
    page = browser.post(url, {"reason": "Kê khai gian dối", **typed}, follow=True)
    certificate.refresh_from_db()
    assert certificate.state == "revoked" and "Bằng đã thu hồi" in page.content.decode()
    assert verdict_on(certificate.document.read()) == "revoked"


def test_replaced_by_the_person_proved_again(client_of, mai, certificate, codes):
    browser, url = client_of(mai), reverse("awards:certificate_replace", args=[certificate.pk])
    assert (
        certificate.recipient_name
        in browser.get(reverse("awards:certificate_replace", args=[certificate.pk])).content.decode()
    )
    data = {"recipient_name": "Tên đúng", "citation": "Đã có thành tích", "reason": "In sai tên"} | codes(mai)
    asked = browser.post(url, data)
    assert asked.status_code == 422 and "Chọn trường hợp." in asked.content.decode()
    data["replaced_as"] = "exchange"
    assert browser.post(url, data | {"citation": ""}).status_code == 422
    page = browser.post(url, data, follow=True)
    assert page.status_code == 200 and "thay số" in page.content.decode()
    assert verdict_on(certificate.document.read()) == "replaced"
    assert Certificate.objects.get(state="valid").recipient_name == "Tên đúng"
    old = browser.get(reverse("awards:certificate_detail", args=[certificate.pk])).content.decode()
    assert "Đã cấp đổi" in old and "Đã cấp lại" not in old
    assert (
        "Cấp đổi: In sai tên"
        in browser.get(reverse("records:verdict_detail", args=[certificate.document.code])).content.decode()
    )


def test_a_lost_one_is_given_again_and_said_so(client_of, mai, certificate, codes):
    data = {"recipient_name": "Tên", "citation": "Đã có thành tích", "reason": "Mất", "replaced_as": "reissue"}
    client_of(mai).post(reverse("awards:certificate_replace", args=[certificate.pk]), data | codes(mai))
    certificate.refresh_from_db()
    assert certificate.end_words == "Đã cấp lại"


def test_a_name_that_cannot_be_printed_comes_back_with_the_letter_named(client_of, mai, certificate, codes):
    data = {
        "recipient_name": "Tên 漢",
        "citation": "Đã có thành tích",
        "reason": "In sai tên",
        "replaced_as": "exchange",
    } | codes(mai)
    page = client_of(mai).post(reverse("awards:certificate_replace", args=[certificate.pk]), data)
    assert page.status_code == 409 and "tên ghi trên bằng có “漢” trong “漢”" in page.content.decode()
    assert 'value="Tên 漢"' in page.content.decode()
    assert Certificate.objects.get().state == "valid" and verdict_on(certificate.document.read()) == "valid"


def test_handed_over(client_of, lan, certificate, year2020):
    import datetime

    from conferences.workflow import plan

    conference = plan(
        year2020, by=lan, kind="signing", title="Hội nghị ký kết", place="Hải Phòng",
        starts_at=datetime.datetime(2020, 7, 2, 1, tzinfo=datetime.UTC),
    )  # fmt: skip
    browser, url = client_of(lan), reverse("awards:handover_edit")
    data = {"conference": conference.pk, "certificates": [certificate.pk]}
    assert browser.post(url, data).status_code == 422, "not begun yet"
    type(conference).objects.update(state="open", opened_at=conference.starts_at, opened_by=lan)
    assert "Hội nghị ký kết" in browser.get(reverse("awards:handover_edit")).content.decode()
    assert browser.post(url, {}).status_code == 422
    assert browser.post(url, data).status_code == 302
    certificate.refresh_from_db()
    assert certificate.handed_over_conference == conference


def test_failed_ones_are_printed_again(client_of, mai, numbered, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("awards.printing.prepared_certificate", lambda *args, **options: 1 / 0)
        workflow.print_waiting()
    browser = client_of(mai)
    page = browser.get(reverse("awards:certificate_list")).content.decode()
    assert "Có bằng bị lỗi khi in" in page and "In lại 1 bằng bị lỗi" in page
    assert browser.post(reverse("awards:retry")).status_code == 302
    assert workflow.print_waiting() == 1


# --- awards:quota_list, awards:quota_edit, awards:set_quota; awards:template_list … ---


def test_quotas(client_of, mai, year2020, kinds):
    browser = client_of(mai)
    assert browser.get(reverse("awards:quota_edit", args=[year2020.pk])).status_code == 200
    url = reverse("awards:set_quota", args=[year2020.pk, "bang-khen"])
    typed = {"count": "02", "guidance_number": "5/HD-BTĐKT", "guidance_on": "02/12/2019", "source": "Ban TĐKT"}
    for wrong in ({"count": "-1"}, {"source": ""}, {"guidance_number": ""}, {"guidance_on": "31/02/2020"}):
        data = {f"bang-khen-{name}": value for name, value in (typed | wrong).items()}
        assert browser.post(url, data).status_code == 422
    data = {f"bang-khen-{name}": value for name, value in typed.items()}
    assert browser.post(url, data).status_code == 302
    page = browser.get(reverse("awards:quota_list")).content.decode()
    assert "Văn bản số 5/HD-BTĐKT, ngày 02/12/2019, Ban TĐKT" in page
    assert browser.post(reverse("awards:set_quota", args=[year2020.pk, "la"]), {}).status_code == 404


def test_templates(client_of, mai, diploma):
    template, browser = diploma.templates.get(), client_of(mai)
    assert template.name in browser.get(reverse("awards:template_list")).content.decode()
    assert browser.get(reverse("awards:template_edit", args=[template.pk])).status_code == 200
    data = {
        "name": "Máy in phòng 2", "width_mm": "400", "height_mm": "300", "overprint_x_mm": "1,5",
        "overprint_y_mm": "-2", "overprint_scale": "0,995", "revision": "1",
    }  # fmt: skip
    url = reverse("awards:template_edit", args=[template.pk])
    for change in ({"width_mm": "5"}, {"overprint_scale": "3"}, {"name": ""}, {"overprint_x_mm": "abc"}):
        assert browser.post(url, data | change).status_code == 422, change
    assert browser.post(url, data).status_code == 302
    template.refresh_from_db()
    assert float(template.overprint_x_mm) == 1.5
    assert browser.post(url, data).status_code == 409
    page = browser.get(reverse("awards:template_ruler", args=[template.pk]))
    assert b"".join(page).startswith(b"%PDF")
