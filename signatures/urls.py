"""Pages of signing (/trinh-ky/)."""

from django.urls import path

from signatures.views import confirming, numbered, reading, request, several

app_name = "signatures"
urlpatterns = [
    path("", several.sign_list, name="sign_list"),
    path("xong/", several.sign_list_done, name="sign_list_done"),
    # a paper that gets its number after it was signed
    path("moi/<slug:kind>/<int:pk>/", numbered.request_start, name="request_start"),
    path("<int:pk>/cap-so/", numbered.request_issue, name="request_issue"),
    path("<int:pk>/ky-tren-giay/", numbered.original_receive, name="original_receive"),
    path("<int:pk>/thu-hoi/", numbered.request_withdraw, name="request_withdraw"),
    path("<int:pk>/", request.request_detail, name="request_detail"),
    path("<int:pk>/pdf/", request.request_pdf, name="request_pdf"),
    path("<int:pk>/chung-cu/", request.evidence_pdf, name="evidence_pdf"),
    path("<int:pk>/gia-han/", request.request_extend, name="request_extend"),
    path("<int:pk>/nhac/", request.request_remind, name="request_remind"),
    path("<int:pk>/nhac/hoan-tac/", request.take_back_reminder, name="take_back_reminder"),
    path("<int:pk>/rut-ten/<int:place>/", request.party_release, name="party_release"),
    # the signer's three steps
    path("<int:pk>/ky/", reading.sign_read, name="sign_read"),
    path("<int:pk>/ky/bat-dau/", reading.start_signing, name="start_signing"),
    path("<int:pk>/ky/sua-noi-dung/", request.request_decline, name="request_decline"),
    path("xac-nhan/<uuid:pk>/", confirming.sign_confirm, name="sign_confirm"),
    path("xac-nhan/<uuid:pk>/xong/", confirming.sign_done, name="sign_done"),
    path("xac-nhan/<uuid:pk>/pdf/", confirming.signed_pdf, name="signed_pdf"),
    # by the link in the message, without login: reading, and starting to sign as the person it was sent to
    path("ky/<str:token>/", reading.sign_link, name="sign_link"),
    path("ky/<str:token>/pdf/", reading.link_pdf, name="link_pdf"),
    path("ky/<str:token>/bat-dau/", reading.start_by_link, name="start_by_link"),
]
