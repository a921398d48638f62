"""Pages of notices: inbox, outbox, sample mailbox."""

from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("thong-bao/", views.notice_list, name="notice_list"),
    path("thong-bao/da-xem-tat-ca/", views.mark_all_read, name="mark_all_read"),
    path("thong-bao/<int:pk>/da-xem/", views.mark_read, name="mark_read"),
    path("thong-bao/mau-thu/", views.letter_list, name="letter_list"),
    path("thong-bao/thu-gui/", views.mail_list, name="mail_list"),
    path("thong-bao/thu-gui/gui-lai-tat-ca/", views.mail_retry_all, name="mail_retry_all"),
    path("thong-bao/thu-gui/<int:pk>/gui-lai/", views.mail_retry, name="mail_retry"),
    path("hop-thu-mau/", views.sample_mailbox, name="sample_mailbox"),
]
