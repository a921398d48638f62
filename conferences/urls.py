"""Pages of conferences (/hoi-nghi/)."""

from django.urls import path

from conferences.views import assignments, attendance, conference, contributions, minutes, programme, voting
from units.scope import scoped

app_name = "conferences"
urlpatterns = [
    *scoped("", conference.conference_list, "conference_list"),
    path("du-kien/<int:year_pk>/", conference.conference_plan, name="conference_plan"),
    path("<int:pk>/", conference.conference_detail, name="conference_detail"),
    path("<int:pk>/sua/", conference.conference_edit, name="conference_edit"),
    path("<int:pk>/khai-mac/", conference.conference_open, name="conference_open"),
    path("<int:pk>/be-mac/", conference.conference_close, name="conference_close"),
    path("<int:pk>/tin-bai/", conference.news_detail, name="news_detail"),
    path("<int:pk>/chuong-trinh/", programme.agenda_edit, name="agenda_edit"),
    path("<int:pk>/chuong-trinh/them/", programme.add_agenda_item, name="add_agenda_item"),
    path("<int:pk>/chuong-trinh/<int:item_pk>/chuyen/", programme.move_agenda_item, name="move_agenda_item"),
    path("<int:pk>/chuong-trinh/<int:item_pk>/bo/", programme.remove_agenda_item, name="remove_agenda_item"),
    path("<int:pk>/khach-moi/them/", programme.invite_guest, name="invite_guest"),
    path("<int:pk>/khach-moi/<int:guest_pk>/bo/", programme.remove_guest, name="remove_guest"),
    path("<int:pk>/chuong-trinh/<int:item_pk>/ghi/", contributions.contribution_add, name="contribution_add"),
    path("y-kien/<int:pk>/", contributions.contribution_edit, name="contribution_edit"),
    path("y-kien/<int:pk>/xoa/", contributions.remove_contribution, name="remove_contribution"),
    path("y-kien/<int:pk>/giao-viec/", assignments.assign, name="assign"),
    *scoped("nhiem-vu/", assignments.assignment_list, "assignment_list"),
    path("nhiem-vu/<int:pk>/", assignments.assignment_detail, name="assignment_detail"),
    path("nhiem-vu/<int:pk>/phu-trach/", assignments.name_owner, name="name_owner"),
    path("nhiem-vu/<int:pk>/bao-cao/", assignments.assignment_report, name="assignment_report"),
    path("nhiem-vu/<int:pk>/bo-sung/", assignments.assignment_return, name="assignment_return"),
    path("nhiem-vu/<int:pk>/xac-nhan/", assignments.confirm_assignment, name="confirm_assignment"),
    path("nhiem-vu/<int:pk>/rut/", assignments.remove_assignment, name="remove_assignment"),
    path("nhiem-vu/<int:pk>/minh-chung/", assignments.assignment_evidence, name="assignment_evidence"),
    *scoped("tham-luan/", contributions.paper_list, "paper_list"),
    path("tham-luan/<int:pk>/", contributions.paper_detail, name="paper_detail"),
    path("tham-luan/<int:pk>/tep/", contributions.paper_file, name="paper_file"),
    path("<int:pk>/tham-luan/gui/", contributions.paper_send, name="paper_send"),
    path("<int:pk>/dien-bien/", programme.events_edit, name="events_edit"),
    path("<int:pk>/diem-danh/", attendance.attendance_edit, name="attendance_edit"),
    path("<int:pk>/diem-danh/du/", attendance.everybody_here, name="everybody_here"),
    path("<int:pk>/bieu-quyet/", voting.ballot_open, name="ballot_open"),
    path("<int:pk>/bien-ban/", minutes.minutes_detail, name="minutes_detail"),
    path("<int:pk>/bien-ban/pdf/", minutes.minutes_pdf, name="minutes_pdf"),
    path("<int:pk>/bien-ban/word/", minutes.minutes_word, name="minutes_word"),
    path("<int:pk>/bien-ban/ban-hanh/", minutes.issue_minutes, name="issue_minutes"),
]
