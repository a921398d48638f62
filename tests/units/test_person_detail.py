"""One person: what they hold in this bloc; the account, for the secretary."""

import re

from records.models import AuditEvent
from tests import factories

DN2 = "doanh-nghiep-2"


def address(person):
    return f"/don-vi/{DN2}/nguoi/{person.pk}/"


def test_posts_and_contact(client_of, minh, nam, text_of):
    page = text_of(client_of(minh).get(address(nam)))
    assert "Hoa tiêu hàng hải Khu vực II" in page
    assert "nam@example.vn" in page
    assert "Khóa tài khoản" not in page


def test_what_is_held_in_another_bloc_is_not_told(client_of, minh, nam, other_bloc, text_of):
    factories.PostFactory(user=nam, unit=factories.UnitFactory(bloc=other_bloc, named="Sở Bí mật"))
    assert "Sở Bí mật" not in text_of(client_of(minh).get(address(nam)))


def test_the_secretary_gets_a_link_once_and_it_is_in_the_log(post, client_of, visitor, lan, nam, text_of):
    assert "Tạo đường dẫn đặt mật khẩu" in text_of(client_of(lan).get(address(nam)))
    page = text_of(post(lan, "units:give_password_link", DN2, nam.pk))
    link = re.search(r"https://khoithidua.example.vn(/dat-mat-khau/[\w/-]+/)<", page).group(1)
    assert AuditEvent.objects.filter(verb="units.give_password_link", chain=DN2).count() == 1
    answer = visitor.post(link, {"new_password": "con tàu ra khơi buổi sớm", "again": "con tàu ra khơi buổi sớm"})
    assert answer.url == "/dang-nhap/"


def test_nobody_gets_a_link_for_the_board_or_another_bloc(post, lan, mai, nam, nine, other_bloc):
    factories.PostFactory(user=mai, unit=nine[0])
    assert post(lan, "units:give_password_link", DN2, mai.pk).status_code == 403
    factories.PostFactory(user=nam, unit=factories.UnitFactory(bloc=other_bloc))
    assert post(lan, "units:give_password_link", DN2, nam.pk).status_code == 403
