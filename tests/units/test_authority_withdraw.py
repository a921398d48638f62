"""An authority is taken back, at once and with a reason."""

import datetime

import pytest

from units import workflow
from units.models import User

DN2 = "doanh-nghiep-2"
HOA_TIEU = "hoa-tieu-kv2"


@pytest.fixture
def authority(nine, lan, hoa, nam):
    return workflow.grant_authority(
        nine[5],
        by=lan,
        holder=nam,
        capacity="KT.",
        title="Phó Giám đốc",
        reference="Giấy số 01",
        valid_from=datetime.date(2020, 1, 1),
    )


def test_withdrawn(post, hoa, nam, authority):
    answer = post(hoa, "units:authority_withdraw", DN2, HOA_TIEU, authority.pk, data={"reason": "Đã xong việc"})
    assert answer.status_code == 302
    assert User.objects.get(pk=nam.pk).roles().can_sign_for == frozenset()


def test_a_reason_is_due(post, hoa, authority, text_of):
    answer = post(hoa, "units:authority_withdraw", DN2, HOA_TIEU, authority.pk, data={"reason": " "})
    assert answer.status_code in (409, 422)
    assert "Nhập lý do." in text_of(answer)


def test_a_second_time_is_a_sentence(post, hoa, authority, text_of):
    for _ in range(2):
        answer = post(hoa, "units:authority_withdraw", DN2, HOA_TIEU, authority.pk, data={"reason": "x"})
    assert answer.status_code in (409, 422)
    assert "đã kết thúc" in text_of(answer)
