"""After the appraisal: the unit agrees or objects to a line, the line is looked at once more, and then it is public."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from libraries.web import clock
from notices.models import Notice
from records.transitions import NotAllowedNow
from scoring import workflow
from scoring.models import CriteriaSet, Mark, Objection, ScoreSheet
from scoring.queries import sheet_view
from scoring.workflow import Written
from scoring.worklist import work_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def appraised(going, sheet, appraise):
    """hoa's sheet, with five days to object; the other eight are not brought on."""
    CriteriaSet.objects.filter(pk=going.pk).update(objection_days=5)
    return ScoreSheet.objects.select_related("criteria_set__emulation_year__bloc", "unit", "checker").get(
        pk=appraise(sheet).pk
    )


@pytest.fixture
def third(appraised):
    return appraised.criteria_set.criteria.get(title="Tổ chức phong trào")


def lodged(sheet, criterion, by):
    return workflow.object_to_mark(sheet, by=by, criterion=criterion, reason="Đã tổ chức thêm một phong trào.")


def total(sheet):
    return sheet_view(sheet).totals[-1].words


def titles(user):
    return [item.title for item in work_for(user)]


def test_an_objection_is_answered_and_changes_that_line_alone(appraised, third, hoa, phuc, lan):
    before = total(appraised)
    assert f"Xem điểm đã thẩm định: {appraised.unit}" in titles(hoa)
    objection = lodged(appraised, third, hoa)
    assert f"Nêu ý kiến về kiến nghị: {appraised.unit}" in titles(phuc)
    assert f"Kết luận kiến nghị: {appraised.unit}" in titles(lan)
    assert {lan.pk, phuc.pk} <= set(Notice.objects.filter(title__startswith="Kiến nghị").values_list("user", flat=True))
    workflow.reply_to_objection(objection, by=phuc, reply="Đơn vị chấm chéo đã nhận văn bản.")
    with pytest.raises(NotAllowedNow, match="Chỉ sửa điểm"):
        other = appraised.criteria_set.criteria.get(title="Doanh thu")
        workflow.decide_objection(objection, by=lan, decision="Đúng.", mark=Written(other, Decimal(1)))
    workflow.decide_objection(objection, by=lan, decision="Đủ hồ sơ.", mark=Written(third, Decimal(20)))
    mark = Mark.objects.get(sheet=appraised, criterion=third, stage="appraisal")
    assert (mark.found, mark.note) == (20, "Đủ hồ sơ.")
    assert (before, total(appraised)) == ("73", "75")
    assert Notice.objects.filter(user=hoa, title__startswith="Kết luận kiến nghị").exists()
    assert not [title for title in titles(lan) + titles(phuc) if "kiến nghị" in title]


def test_points_that_are_kept_stay(appraised, third, hoa, lan):
    before = total(appraised)
    objection = workflow.decide_objection(
        lodged(appraised, third, hoa), by=lan, decision="Chưa có minh chứng.", mark=None
    )
    assert (objection.state, total(appraised)) == ("kept", before)
    with pytest.raises(NotAllowedNow, match="đã có kết luận"):
        workflow.decide_objection(objection, by=lan, decision="Lần nữa", mark=None)


def test_before_the_appraisal_the_page_is_there_and_nobody_objects(client_of, going, sheet, hoa, nam):
    CriteriaSet.objects.filter(pk=going.pk).update(objection_days=5)
    address = reverse("scoring:sheet_detail", args=[sheet.pk])
    assert client_of(nam).get(address).status_code == 200
    assert "Kiến nghị về điểm" not in client_of(hoa).get(address).text
    assert client_of(hoa).get(reverse("scoring:objection_start", args=[sheet.pk])).status_code == 409


def test_each_line_once_and_only_in_its_days(appraised, third, hoa):
    lodged(appraised, third, hoa)
    with pytest.raises(NotAllowedNow, match="đã có kiến nghị"):
        lodged(appraised, third, hoa)
    other = appraised.criteria_set.criteria.get(title="Doanh thu")
    with clock.travel(clock.now() + datetime.timedelta(days=5)):
        lodged(appraised, other, hoa)  # the last day
    last = appraised.criteria_set.criteria.get(title="Báo cáo đúng hạn")
    with clock.travel(clock.now() + datetime.timedelta(days=6)), pytest.raises(NotAllowedNow, match="đã hết ngày"):
        lodged(appraised, last, hoa)


def test_who_has_agreed_objects_no_more(appraised, third, hoa):
    workflow.accept_appraisal(appraised, by=hoa)
    with pytest.raises(NotAllowedNow, match="đã nhất trí"):
        lodged(appraised, third, hoa)


def test_nobody_agrees_while_an_objection_waits(appraised, third, hoa):
    lodged(appraised, third, hoa)
    with pytest.raises(NotAllowedNow, match="chưa có kết luận"):
        workflow.accept_appraisal(appraised, by=hoa)


def test_nothing_is_published_while_a_unit_may_object_or_waits(going, appraised, third, appraise, hoa, lan):
    for sheet in going.sheets.exclude(pk=appraised.pk):
        appraise(sheet)
        ScoreSheet.objects.filter(pk=sheet.pk).update(accepted_at=clock.now(), accepted_by=lan)
    with pytest.raises(NotAllowedNow, match="còn quyền kiến nghị đến hết ngày 15/11/2020"):
        workflow.publish_results(going, by=lan)
    objection = lodged(appraised, third, hoa)
    with pytest.raises(NotAllowedNow, match="chưa có kết luận"):
        workflow.publish_results(going, by=lan)
    workflow.decide_objection(objection, by=lan, decision="Giữ nguyên.", mark=None)
    workflow.accept_appraisal(appraised, by=hoa)
    assert workflow.publish_results(going, by=lan).state == "published"


def test_the_database_keeps_what_was_said(appraised, third, hoa, lan):
    objection = lodged(appraised, third, hoa)
    other = appraised.criteria_set.criteria.get(title="Doanh thu")
    unasked = Mark(sheet=appraised, criterion=other, stage="appraisal", found=1, written_at=clock.now(), written_by=lan)
    rows = Objection.objects.filter(pk=objection.pk)
    broken = [
        lambda: rows.update(reason="Khác"),
        lambda: rows.delete(),
        lambda: rows.update(state="kept"),
        lambda: rows.update(reply="Có"),
        lambda: ScoreSheet.objects.filter(pk=appraised.pk).update(accepted_at=clock.now()),
        unasked.save,
    ]
    for breaking in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            breaking()
    workflow.decide_objection(objection, by=lan, decision="Giữ nguyên.", mark=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(decision="Khác")


def test_the_pages(client_of, appraised, third, hoa, phuc, lan, nam):
    place, detail = [appraised.pk], reverse("scoring:sheet_detail", args=[appraised.pk])

    def post(user, name, *more, **typed):
        return client_of(user).post(reverse(f"scoring:{name}", args=[*place, *more]), typed)

    assert "Nhất trí" in client_of(hoa).get(detail).text
    assert client_of(nam).get(reverse("scoring:objection_start", args=place)).status_code == 403
    answer = post(hoa, "objection_start", criterion=third.pk, reason="")
    assert answer.status_code == 422
    assert post(hoa, "objection_start", criterion=third.pk, reason="Thiếu một phong trào").status_code == 302
    objection = Objection.objects.get()
    assert post(phuc, "objection_reply", objection.pk, reply="Đúng như đơn vị nêu").status_code == 302
    answer = post(lan, "objection_decide", objection.pk, outcome="changed", found="", decision="Đủ hồ sơ")
    assert answer.status_code == 422 and "Nhập kết quả được công nhận" in answer.text
    answer = post(lan, "objection_decide", objection.pk, outcome="changed", found="19,5", decision="Đủ hồ sơ")
    assert answer.status_code == 302
    shown = client_of(hoa).get(detail).text
    for words in ("Thiếu một phong trào", "Đúng như đơn vị nêu", "Đủ hồ sơ", "Đã sửa điểm", "19,5"):
        assert words in shown, words
    assert post(hoa, "accept_appraisal").status_code == 302
    assert "Kiến nghị về điểm</a>" not in client_of(hoa).get(detail).text
