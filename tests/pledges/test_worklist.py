"""What waits for whom with a pledge, and that every way out of it ends the item and the notices that asked."""

import datetime

import pytest

from notices.models import Notice
from notices.worklist import work_for
from pledges import workflow
from signatures import workflow as signing
from tests.asking import asked, asked_in_vain
from tests.pledges.conftest import decline, sign

pytestmark = pytest.mark.django_db
SIGN, COLLECT, DECLINE = "signatures.sign", "signatures.collect", "signatures.decline"


def titles(user):
    return [item.title for item in work_for(user)]


def test_targets_are_asked_of_the_units_people_until_they_are_written(draft, nam, lan, nine):
    assert any(title.startswith("Đăng ký chỉ tiêu thi đua của") for title in titles(nam))
    workflow.save_targets(draft, nine[5], by=lan, rows=[workflow.TargetRow("Chỉ tiêu", "%", 1)])
    assert not titles(nam)


def test_signing_ends_what_was_asked_of_the_unit_alone(opened, hoa, minh, lan, nine):
    assert asked(hoa) == asked(minh) == [SIGN]
    sign(opened, nine[5], hoa)
    assert asked(hoa) == [] and not titles(hoa)
    assert asked(minh) == [SIGN] and asked(lan) == [COLLECT] and not asked_in_vain()


def test_withdrawing_ends_everything(opened, hoa, lan, nine):
    decline(opened, nine[5], by=hoa, reason="Sửa Điều 1.")
    assert asked(lan) == [DECLINE] and any(title.startswith("Xem đề nghị sửa") for title in titles(lan))
    workflow.withdraw_opening(opened, by=lan, reason="Sửa nội dung.")
    assert asked(hoa) == asked(lan) == [] and not asked_in_vain()
    assert not any(title.startswith(("Ký", "Gửi nhắc", "Xem đề nghị")) for title in titles(hoa) + titles(lan))


def test_what_a_unit_asked_to_be_changed_ends_when_it_signs(opened, hoa, minh, lan, nine):
    decline(opened, nine[5], by=hoa, reason="Sửa Điều 1.")
    decline(opened, nine[0], by=minh, reason="Sửa Điều 2.")
    sign(opened, nine[5], hoa)
    assert Notice.objects.open().filter(user=lan, about__startswith=DECLINE).count() == 1
    assert not asked_in_vain()


def test_an_extension_leaves_one_request_with_the_new_deadline(opened, hoa, lan, nine, leaders):
    sign(opened, nine[0], leaders[0])
    later = opened.sign_by + datetime.timedelta(days=3)
    signing.extend(opened.signing, by=lan, sign_by=later)
    notice = Notice.objects.open().get(user=hoa, about__startswith=SIGN)
    assert notice.title.startswith("Gia hạn ký đến") and asked(leaders[0]) == [] and not asked_in_vain()


def test_a_pledge_past_its_deadline_is_extended_not_reminded(opened, lan, at):
    day = opened.sign_by + datetime.timedelta(hours=1)
    with at(day.astimezone(datetime.timezone(datetime.timedelta(hours=7))).replace(tzinfo=None).isoformat()):
        assert any(title.startswith("Gia hạn ký") for title in titles(lan))


def test_the_last_signature_ends_all_and_the_closing_comes_with_the_new_year(in_force, lan, leaders, at):
    assert not any(asked(user) for user in (lan, *leaders)) and not asked_in_vain()
    with at("2020-09-01 09:00"):
        assert not titles(lan)
    with at(f"{in_force.emulation_year.year + 1}-01-04 09:00"):
        assert [title for title in titles(lan) if title.startswith("Xác nhận kết thúc")]
        workflow.close_pledge(in_force, by=lan)
        assert not any(title.startswith("Xác nhận kết thúc") for title in titles(lan))
