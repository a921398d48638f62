"""Pages of units: login (/dang-nhap/), account (/tai-khoan/), blocs with their units, people and years (/don-vi/)."""

from django.urls import path

from units.views import (
    access_change,
    account,
    bloc,
    invitation,
    login,
    logins,
    organisation,
    person,
    profile,
    sign_on,
    step_up,
    unit,
    ways_in,
    year,
)

app_name = "units"

UNIT = "don-vi/<slug:bloc>/thanh-vien/<slug:unit>/"
PERSON = "don-vi/<slug:bloc>/nguoi/<int:pk>/"
YEAR = "don-vi/<slug:bloc>/nam/<int:year>/"

urlpatterns = [
    path("dang-nhap/", login.login, name="login"),
    path("dang-nhap/ma/", login.login_code, name="login_code"),
    path("dang-nhap/khoa-truy-cap/", login.login_passkey, name="login_passkey"),
    path("dang-nhap/mot-cua/", sign_on.sign_on_start, name="sign_on_start"),
    path("dang-nhap/mot-cua/tra-ve/", sign_on.sign_on_return, name="sign_on_return"),
    path("dang-xuat/", login.logout, name="logout"),
    path("quen-mat-khau/", invitation.password_forgotten, name="password_forgotten"),
    path("quen-mat-khau/da-gui/", invitation.password_asked, name="password_asked"),
    path("loi-moi/<str:token>/", invitation.invitation_accept, name="invitation_accept"),
    path("loi-moi/<str:token>/ung-dung/", invitation.invitation_device, name="invitation_device"),
    # one's own account
    path("tai-khoan/", account.account_detail, name="account_detail"),
    path("tai-khoan/ho-so/", profile.profile_edit, name="profile_edit"),
    path("tai-khoan/xac-nhan-lai/", step_up.step_up, name="step_up"),
    path("tai-khoan/mat-khau/", account.password_edit, name="password_edit"),
    path("tai-khoan/ung-dung/", account.device_setup, name="device_setup"),
    path("tai-khoan/ung-dung/bat-dau/", account.start_device, name="start_device"),
    path("tai-khoan/ung-dung/bo/", account.device_remove, name="device_remove"),
    path("tai-khoan/ma-du-phong/", account.issue_static_codes, name="issue_static_codes"),
    path("tai-khoan/khoa-truy-cap/", ways_in.passkey_add, name="passkey_add"),
    path("tai-khoan/khoa-truy-cap/<int:pk>/go/", ways_in.passkey_remove, name="passkey_remove"),
    path("tai-khoan/ma-qua-thu/bat/", ways_in.begin_mail_codes, name="begin_mail_codes"),
    path("tai-khoan/ma-qua-thu/tat/", ways_in.mail_codes_end, name="mail_codes_end"),
    path("ma-qua-thu/", ways_in.mail_code_send, name="mail_code_send"),
    path("tai-khoan/dang-nhap/", logins.login_list, name="login_list"),
    path("tai-khoan/dang-nhap/<int:pk>/ket-thuc/", logins.end_login, name="end_login"),
    path("tai-khoan/dang-nhap/ket-thuc/", logins.end_every_login, name="end_every_login"),
    # acts of two
    path("thay-doi/", access_change.change_list, name="change_list"),
    path("thay-doi/<int:pk>/", access_change.change_detail, name="change_detail"),
    path("thay-doi/<int:pk>/xac-nhan/", access_change.confirm_change, name="confirm_change"),
    path("thay-doi/<int:pk>/khong-xac-nhan/", access_change.change_refuse, name="change_refuse"),
    # blocs
    path("don-vi/", bloc.bloc_list, name="bloc_list"),
    path("don-vi/<slug:bloc>/", bloc.bloc_detail, name="bloc_detail"),
    path("don-vi/<slug:bloc>/van-ban-to-chuc/<int:pk>/", organisation.change_paper, name="change_paper"),
    path("don-vi/<slug:bloc>/sua/", bloc.bloc_edit, name="bloc_edit"),
    path("don-vi/<slug:bloc>/them-don-vi/", organisation.unit_add, name="unit_add"),
    path("don-vi/<slug:bloc>/hop-nhat/", organisation.unit_merge, name="unit_merge"),
    # one unit
    path(UNIT, unit.unit_detail, name="unit_detail"),
    path(UNIT + "doi-ten/", organisation.unit_rename, name="unit_rename"),
    path(UNIT + "co-quan-chu-quan/", organisation.managing_agency, name="managing_agency"),
    path(UNIT + "ten/<int:pk>/dinh-chinh/", organisation.name_correct, name="name_correct"),
    path(UNIT + "thoi-la-thanh-vien/", organisation.unit_close, name="unit_close"),
    path(UNIT + "chia-tach/", organisation.unit_split, name="unit_split"),
    path(UNIT + "chuyen-khoi/", organisation.unit_move, name="unit_move"),
    path(UNIT + "chuc-vu/them/", unit.post_add, name="post_add"),
    path(UNIT + "chuc-vu/<int:pk>/thoi/", unit.post_close, name="post_close"),
    path(UNIT + "uy-quyen/them/", unit.authority_grant, name="authority_grant"),
    path(UNIT + "uy-quyen/<int:pk>/thu-hoi/", unit.authority_withdraw, name="authority_withdraw"),
    # people
    path("don-vi/<slug:bloc>/nguoi/", person.person_list, name="person_list"),
    path("don-vi/<slug:bloc>/nguoi/them/", person.person_add, name="person_add"),
    path(PERSON, person.person_detail, name="person_detail"),
    path(PERSON + "sua/", person.person_edit, name="person_edit"),
    path(PERSON + "ngung/", person.person_deactivate, name="person_deactivate"),
    path(PERSON + "hoat-dong-lai/", person.reactivate_person, name="reactivate_person"),
    path(PERSON + "thu-moi/", person.send_invitation, name="send_invitation"),
    path(PERSON + "thu-moi/in/", person.print_invitation, name="print_invitation"),
    path(PERSON + "cap-lai-ma/", person.factor_request, name="factor_request"),
    path(PERSON + "nhat-ky/", logins.person_events, name="person_events"),
    path(PERSON + "cho-ky/", person.waiting_shorten, name="waiting_shorten"),
    # years
    path("don-vi/<slug:bloc>/nam/", year.year_list, name="year_list"),
    path("don-vi/<slug:bloc>/nam/them/", year.year_add, name="year_add"),
    path(YEAR, year.year_detail, name="year_detail"),
    path(YEAR + "chu-de/", year.year_edit, name="year_edit"),
    path(YEAR + "vai-tro/<int:pk>/", year.set_role, name="set_role"),
    path(YEAR + "vai-tro/<int:pk>/thay-doi/", year.role_change, name="role_change"),
    path(YEAR + "thu-tu/<int:pk>/", year.move_seat, name="move_seat"),
]
