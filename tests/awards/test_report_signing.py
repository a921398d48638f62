"""The achievement report: its leader signs, the bloc confirms, the unit numbers it; then it is in the dossier."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from awards import workflow
from awards.models import DossierPart, Nomination
from awards.signing import REPORT_PAPER
from libraries.pades.verification import examine
from libraries.web import clock
from records.ledger import StoredDocuments
from records.transitions import NotAllowedNow
from signatures import workflow as signatures
from signatures.models import SigningRequest
from tests import factories
from tests.awards.conftest import SECTIONS
from tests.awards.test_documents import words_of
from tests.support.rows_built_once import built_once
from tests.support.signing import put, sign, sign_all

pytestmark = pytest.mark.usefixtures("real_papers", "hoa", "nam")
NUMBER = "15/BC-HTKV2"


@built_once
def written(draft, nam, hoa):
    workflow.save_report(draft, by=nam, revision=0, **SECTIONS)
    return Nomination.objects.get(pk=draft.pk)


@built_once
def asked(written, real_papers, nam):
    """Before hoa, who leads the unit; then minh confirms for the bloc."""
    return put("achievement_report", written, by=nam)


@built_once
def complete(asked, real_papers):
    return sign_all(asked)


def issue_page(request):
    return reverse("signatures:request_issue", args=[request.pk])


def test_signed_confirmed_numbered_by_the_unit(complete, written, client_of, nam, hoa, minh):
    assert [row.user for row in complete.signatures.order_by("pk")] == [hoa, minh]
    page = client_of(nam).get(issue_page(complete)).text
    assert "theo sổ văn bản của đơn vị" in page and "dự kiến" not in page
    empty = client_of(nam).post(issue_page(complete), {"number": ""})
    assert empty.status_code == 422
    answer = client_of(nam).post(issue_page(complete), {"number": NUMBER})
    assert answer.url == reverse("awards:nomination_detail", args=[written.pk])
    part = written.newest_parts()["report"]
    assert (part.report_revision, part.added_by, part.document.number) == (1, nam, NUMBER)
    verdict = examine(part.document.read(), StoredDocuments())
    assert verdict.status == "valid" and len(verdict.signatures) == 4, "fixed text, leader, confirmation, number"
    words = words_of(part.document.read())
    for expected in ("XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG", "TM. KHỐI THI ĐUA", hoa.full_name, minh.full_name):
        assert expected in words, expected
    assert "chưa ký" not in words
    assert part.document.public["Người xác nhận"].startswith(minh.full_name)


def test_in_its_turn_and_not_by_others(asked, minh, hoa, lan):
    leader, confirmation = asked.parties.order_by("turn")
    for party, who in ((confirmation, minh), (leader, minh), (leader, lan)):
        with pytest.raises(NotAllowedNow):
            sign(party, by=who)
    sign(leader, by=hoa)
    sign(confirmation, by=minh)
    asked.refresh_from_db()
    assert asked.state == "complete"


def test_the_database_refuses_a_report_that_nobody_signed(asked, written, nam, lan):
    facts = {
        "nomination": written, "part": "report", "round": 1, "document": asked.document, "report_revision": 1,
        "added_at": clock.now(), "added_by": nam,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="sau khi đủ chữ ký"), transaction.atomic():
        DossierPart.objects.create(**facts)
    sign_all(asked)
    with pytest.raises(IntegrityError, match="sau khi đủ chữ ký"), transaction.atomic():
        DossierPart.objects.create(**facts | {"report_revision": 2})
    DossierPart.objects.create(**facts)


def test_what_is_before_its_signers_stays(asked, written, nam, client_of):
    with pytest.raises(NotAllowedNow, match="đang trình ký"):
        workflow.save_report(written, by=nam, revision=1, **SECTIONS)
    with pytest.raises(NotAllowedNow, match="đang trình ký"):
        workflow.hand_in_report(written, by=nam, content=b"%PDF", filename="a.pdf")
    page = client_of(nam).get(reverse("awards:report_edit", args=[written.pk])).text
    assert "Đang trình ký báo cáo thành tích" in page


def test_returned_by_who_confirms_mended_and_put_again(asked, written, nam, hoa, minh, client_of):
    sign(asked.parties.order_by("turn")[0], by=hoa)
    signatures.return_paper(asked, by=minh, reason="Thiếu số nộp ngân sách.")
    page = client_of(nam).get(reverse("awards:report_edit", args=[written.pk])).text
    assert "Sửa và trình ký lại báo cáo thành tích" in page and "Thiếu số nộp ngân sách." in page
    workflow.save_report(written, by=nam, revision=1, **SECTIONS | {"law": "Nộp ngân sách 100%."})
    again = sign_all(put("achievement_report", Nomination.objects.get(pk=written.pk), by=nam))
    signatures.issue_paper(again, by=nam, number=NUMBER)
    part = written.newest_parts()["report"]
    assert part.report_revision == 2 and "Nộp ngân sách 100%." in words_of(part.document.read())


def test_a_report_that_was_changed_since_is_signed_anew(complete, written, nam, client_of):
    signatures.issue_paper(complete, by=nam, number=NUMBER)
    address = reverse("awards:report_edit", args=[written.pk])
    assert "Báo cáo đã có trong hồ sơ" in client_of(nam).get(address).text
    workflow.save_report(written, by=nam, revision=1, **SECTIONS)
    assert "Trình ký báo cáo thành tích" in client_of(nam).get(address).text


def test_nobody_confirms_the_report_of_their_own_unit(year2020, nine, flag, lan, minh, quotas):
    """Of the head unit: the secretariat by order, where no Khối phó speaks for the bloc."""
    own = workflow.nominate(year2020, by=lan, unit=nine[0], kind=flag)
    leader, confirmation = REPORT_PAPER.roles(own, clock.today())
    assert [row.user for row in leader.candidates] == [minh]
    assert [row.user for row in confirmation.candidates] == [lan]
    assert confirmation.candidates[0].lines[1:] == ("TL. KHỐI TRƯỞNG", "TỔ THƯ KÝ")


def test_who_sees_and_numbers_it(complete, client_of, nam, hoa, lan, minh, mai, tuan):
    page = reverse("signatures:request_detail", args=[complete.pk])
    statuses = {who.username: client_of(who).get(page).status_code for who in (nam, hoa, lan, minh, mai, tuan)}
    assert statuses == {"nam": 200, "hoa": 200, "lan": 200, "minh": 200, "mai": 404, "tuan": 404}
    assert [client_of(who).get(issue_page(complete)).status_code for who in (nam, hoa, lan, minh)] == [
        200,
        200,
        200,
        403,
    ]


def test_a_units_own_paper_is_seen_by_its_people_and_by_whoever_confirms(asked, nine, minh, hoa, nam, lan):
    assert asked.unit == nine[5]
    staff = factories.UserFactory(full_name="Chuyên Viên Khối Trưởng")
    factories.PostFactory(user=staff, unit=nine[0], title="Chuyên viên", valid_from=clock.today())
    seen = {user for user in (minh, hoa, nam, lan, staff) if SigningRequest.objects.visible_to(user).exists()}
    assert seen == {minh, hoa, nam, lan}
