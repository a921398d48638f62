"""The leader lets somebody sign, or the secretary writes down the paper that says so."""

import pytest

DN2 = "doanh-nghiep-2"
HOA_TIEU = "hoa-tieu-kv2"


DATA = {"capacity": "TUQ.", "title": "Trưởng phòng", "reference": "Giấy ủy quyền số 01", "valid_from": "01/01/2020"}


@pytest.mark.parametrize("who", ["lan", "hoa"])
def test_granted_by_leader_or_written_by_secretary(post, personas, who):
    nam, hoa = personas["nam"], personas["hoa"]
    assert (
        post(personas[who], "units:authority_grant", DN2, HOA_TIEU, data={**DATA, "holder": nam.pk}).status_code == 302
    )
    authority = nam.authorities.get()
    assert (authority.grantor, authority.get_capacity_display()) == (hoa, "Thừa ủy quyền (TUQ.)")


def test_who_signs_by_authority_cannot_pass_it_on(post, hoa, nam):
    post(hoa, "units:authority_grant", DN2, HOA_TIEU, data={**DATA, "holder": nam.pk})
    assert post(nam, "units:authority_grant", DN2, HOA_TIEU, data={**DATA, "holder": hoa.pk}).status_code == 403


def test_refusals_are_sentences_and_keep_what_was_typed(post, hoa, nam, text_of):
    answer = post(
        hoa, "units:authority_grant", DN2, HOA_TIEU, data={**DATA, "holder": nam.pk, "last_day": "01/01/2019"}
    )
    assert answer.status_code in (409, 422)
    assert "từ ngày 01/01/2020 trở đi" in text_of(answer)
    assert "Giấy ủy quyền số 01" in text_of(answer)
    answer = post(hoa, "units:authority_grant", DN2, HOA_TIEU, data={**DATA, "holder": nam.pk, "reference": ""})
    assert "Nhập văn bản ủy quyền." in text_of(answer)


def test_the_leader_of_another_unit_may_not(post, minh, hoa, nam):
    assert post(minh, "units:authority_grant", DN2, HOA_TIEU, data={**DATA, "holder": nam.pk}).status_code == 403
