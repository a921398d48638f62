"""An account is closed with a reason, and opened again."""

DN2 = "doanh-nghiep-2"


def test_a_reason_is_due(post, lan, nam, text_of):
    answer = post(lan, "units:person_deactivate", DN2, nam.pk, data={"reason": ""})
    assert answer.status_code in (409, 422)
    assert "Nhập lý do." in text_of(answer)


def test_closed_and_opened(post, client_of, lan, nam, text_of):
    answer = post(lan, "units:person_deactivate", DN2, nam.pk, data={"reason": "Chuyển công tác"})
    page = text_of(client_of(lan).get(answer.url))
    assert "Tài khoản đã khóa" in page
    assert "Mở khóa tài khoản" in page
    assert "Tạo đường dẫn" not in page
    post(lan, "units:reactivate_person", DN2, nam.pk)
    assert post(lan, "units:reactivate_person", DN2, nam.pk).status_code == 409


def test_closed_twice_is_a_sentence(post, lan, nam, text_of):
    for _ in range(2):
        answer = post(lan, "units:person_deactivate", DN2, nam.pk, data={"reason": "Chuyển công tác"})
    assert answer.status_code in (409, 422)
    assert "đã bị khóa" in text_of(answer)
