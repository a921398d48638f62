"""Pages of pledges (/giao-uoc/)."""

from django.urls import path

from pledges.views import document, pledge, signing, target
from units.scope import scoped

app_name = "pledges"
urlpatterns = [
    *scoped("", pledge.pledge_list, "pledge_list"),
    path("moi/<int:year_pk>/", pledge.pledge_start, name="pledge_start"),
    path("<int:pk>/", pledge.pledge_detail, name="pledge_detail"),
    path("<int:pk>/mo-ky/", pledge.pledge_open, name="pledge_open"),
    path("<int:pk>/thu-hoi/", pledge.withdraw_opening, name="withdraw_opening"),
    path("<int:pk>/gia-han/", pledge.pledge_extend, name="pledge_extend"),
    path("<int:pk>/nhac/", pledge.pledge_remind, name="pledge_remind"),
    path("<int:pk>/nhac/hoan-tac/", pledge.take_back_reminder, name="take_back_reminder"),
    path("<int:pk>/ket-thuc/", pledge.pledge_close, name="pledge_close"),
    path("<int:pk>/pdf/", document.pledge_pdf, name="pledge_pdf"),
    path("<int:pk>/chung-cu/", document.evidence_pdf, name="evidence_pdf"),
    path("<int:pk>/chi-tieu/<slug:unit>/", target.target_edit, name="target_edit"),
    # the leader's three steps
    path("<int:pk>/ky/", signing.sign_read, name="sign_read"),
    path("<int:pk>/ky/bat-dau/", signing.start_signing, name="start_signing"),
    path("<int:pk>/ky/sua-noi-dung/", signing.pledge_decline, name="pledge_decline"),
    path("xac-nhan/<uuid:pk>/", signing.sign_confirm, name="sign_confirm"),
    path("xac-nhan/<uuid:pk>/xong/", signing.sign_done, name="sign_done"),
    path("xac-nhan/<uuid:pk>/pdf/", signing.signed_pdf, name="signed_pdf"),
    # by the link in the message, without login: reading, and starting to sign as the person it was sent to
    path("ky/<str:token>/", signing.sign_link, name="sign_link"),
    path("ky/<str:token>/pdf/", signing.link_pdf, name="link_pdf"),
    path("ky/<str:token>/bat-dau/", signing.start_by_link, name="start_by_link"),
]
