"""Paths of all rooms (docs/architecture.md: One request)."""

from django.urls import include, path

from khoithidua import views
from khoithidua.views import guide, handover, health, leaving, own_data, people_import, setup, setup_tables
from khoithidua.views.administration import blocs, city, offices, overview, wordings
from units.scope import scoped

handler400 = "khoithidua.views.bad_request"
handler403 = "khoithidua.views.forbidden"
handler404 = "khoithidua.views.not_found"
handler500 = "khoithidua.views.server_error"

urlpatterns = [
    *scoped("", views.home, "home"),
    path("thiet-lap/", setup.setup, name="setup"),
    path("thiet-lap/ma/", setup.setup_code, name="setup_code"),
    path("thiet-lap/thanh-pho/", setup.setup_city, name="setup_city"),
    path("thiet-lap/quan-tri/", setup.setup_operator, name="setup_operator"),
    path("thiet-lap/co-quan-thuong-truc/", setup_tables.setup_board, name="setup_board"),
    path("thiet-lap/khoi/", setup.setup_bloc, name="setup_bloc"),
    path("thiet-lap/khoi/<slug:bloc>/don-vi/", setup_tables.setup_units, name="setup_units"),
    path("thiet-lap/khoi/<slug:bloc>/can-bo/", setup_tables.setup_people, name="setup_people"),
    path("thiet-lap/khoi/<slug:bloc>/nam/", setup_tables.setup_year, name="setup_year"),
    path("thiet-lap/khoi/<slug:bloc>/thu-moi/", setup_tables.setup_invitations, name="setup_invitations"),
    path("thiet-lap/mau/", setup_tables.setup_sheet, name="setup_sheet"),
    path("suc-khoe/", health.health, name="health"),
    path("suc-khoe/san-sang/", health.readiness, name="readiness"),
    path("suc-khoe/so-lieu/", health.metrics, name="metrics"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_contact, name="security_contact"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("huong-dan/", guide.guide_list, name="guide_list"),
    path("huong-dan/ban-in/", guide.guide_print, name="guide_print"),
    path("huong-dan/the/<slug:card>/", guide.guide_card, name="guide_card"),
    path("huong-dan/<slug:chapter>/", guide.guide_detail, name="guide_detail"),
    path("tai-khoan/du-lieu/", own_data.own_data, name="own_data"),
    path("tai-khoan/du-lieu/tep/", own_data.own_data_file, name="own_data_file"),
    path("don-vi/<slug:bloc>/nguoi/nhap/", people_import.people_import, name="people_import"),
    path("don-vi/<slug:bloc>/nguoi/nhap/mau/", people_import.people_sheet, name="people_sheet"),
    path("ban-giao/can-bo/<int:pk>/", leaving.person_leave, name="person_leave"),
    path("ban-giao/phieu/<int:pk>/", handover.handover_detail, name="handover_detail"),
    path("ban-giao/phieu/<int:pk>/nhan/", handover.handover_take, name="handover_take"),
    path("ban-giao/phieu/<int:pk>/huy/", handover.handover_withdraw, name="handover_withdraw"),
    path("ban-giao/<slug:bloc>/", handover.handover_start, name="handover_start"),
    path("quan-tri/", overview.administration, name="administration"),
    path("quan-tri/trang-thai/", overview.system_condition, name="system_condition"),
    path("quan-tri/trang-thai/thu-thu/", overview.send_test_mail, name="send_test_mail"),
    path("quan-tri/viec-chay-nen/", overview.job_list, name="job_list"),
    path("quan-tri/vai-tro/", offices.office_list, name="office_list"),
    path("quan-tri/vai-tro/tai-khoan/", offices.account_add, name="account_add"),
    path("quan-tri/vai-tro/quan-tri/cu/", offices.operator_add, name="operator_add"),
    path("quan-tri/vai-tro/quan-tri/<int:pk>/thoi/", offices.operator_end, name="operator_end"),
    path("quan-tri/vai-tro/ban/cu/", offices.board_add, name="board_add"),
    path("quan-tri/vai-tro/ban/<int:pk>/thoi/", offices.board_end, name="board_end"),
    path("quan-tri/vai-tro/to-thu-ky/cu/", offices.secretary_add, name="secretary_add"),
    path("quan-tri/vai-tro/to-thu-ky/<int:pk>/thoi/", offices.secretary_end, name="secretary_end"),
    path("quan-tri/khoi/<slug:bloc>/doi-ten/", blocs.bloc_rename, name="bloc_rename"),
    path("quan-tri/khoi/<slug:bloc>/thoi-hoat-dong/", blocs.bloc_end, name="bloc_end"),
    path("quan-tri/thanh-pho/", city.city_detail, name="city_detail"),
    path("quan-tri/thanh-pho/sua/", city.city_edit, name="city_edit"),
    path("quan-tri/thanh-pho/ten-moi/", city.city_begin, name="city_begin"),
    path("quan-tri/tu-ngu/", wordings.wording_list, name="wording_list"),
    path("quan-tri/tu-ngu/moi/", wordings.wording_begin, name="wording_begin"),
    path("", include("records.urls")),
    path("", include("units.urls")),
    path("can-cu/", include("law.urls")),
    path("", include("notices.urls")),
    path("hoi-nghi/", include("conferences.urls")),
    path("bieu-quyet/", include("ballots.urls")),
    path("du-thao/", include("drafting.urls")),
    path("quy-che/", include("regulations.urls")),
    path("giao-uoc/", include("pledges.urls")),
    path("cham-diem/", include("scoring.urls")),
    path("minh-chung/", include("evidence.urls")),
    path("trinh-ky/", include("signatures.urls")),
    path("khen-thuong/", include("awards.urls")),
]
