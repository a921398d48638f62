"""One person: what they hold in this bloc; the account, for the secretary."""

from notices.models import OutgoingMail
from records.models import AuditEvent
from tests import factories
from tests.units.invited import link_in_mail, newcomer

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


def test_the_secretary_sends_an_invitation_and_never_sees_the_link(post, client_of, lan, nine, text_of):
    moi = newcomer(nine[5])
    assert "Gửi thư mời" in text_of(client_of(lan).get(address(moi)))
    answer = post(lan, "units:send_invitation", DN2, moi.pk)
    link = link_in_mail()
    page = text_of(client_of(lan).get(answer.url))
    assert "moi@example.vn" in page and link.split("/")[2] not in page
    assert AuditEvent.objects.filter(verb="units.send_invitation", chain=DN2).count() == 1
    assert OutgoingMail.objects.get().recipient == moi


def test_who_is_in_already_is_offered_no_invitation(client_of, lan, nam, text_of):
    page = text_of(client_of(lan).get(address(nam)))
    assert "Gửi thư mời" not in page and "đã được kích hoạt" in page


def test_nobody_invites_the_board_or_another_bloc(post, lan, mai, nam, nine, other_bloc):
    factories.PostFactory(user=mai, unit=nine[0])
    assert post(lan, "units:send_invitation", DN2, mai.pk).status_code == 403
    factories.PostFactory(user=nam, unit=factories.UnitFactory(bloc=other_bloc))
    assert post(lan, "units:send_invitation", DN2, nam.pk).status_code == 403


def test_without_mail_the_operator_prints_a_letter_and_the_secretary_does_not(post, lan, bach, nine, settings, text_of):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    moi = newcomer(nine[5])
    assert post(lan, "units:print_invitation", DN2, moi.pk).status_code == 403
    assert "/loi-moi/" in text_of(post(bach, "units:print_invitation", DN2, moi.pk))


def test_the_operator_lets_people_in_and_changes_nothing_of_them(client_of, bach, nine, text_of):
    page = text_of(client_of(bach).get(address(newcomer(nine[5]))))
    assert "Gửi thư mời" in page and "Khóa tài khoản" not in page
