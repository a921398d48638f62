"""Pages of regulations, under /quy-che/."""

from django.urls import path

from regulations.views import adoption, issue, regulation
from units.scope import scoped

app_name = "regulations"
urlpatterns = [
    *scoped("", regulation.regulation_list, "regulation_list"),
    path("soan-thao/<int:year_pk>/", regulation.regulation_start, name="regulation_start"),
    path("<int:pk>/", regulation.regulation_detail, name="regulation_detail"),
    path("<int:pk>/pdf/", regulation.regulation_pdf, name="regulation_pdf"),
    path("<int:pk>/word/", regulation.regulation_word, name="regulation_word"),
    path("<int:pk>/thong-qua/", adoption.adoption_start, name="adoption_start"),
    path("<int:pk>/tra-lai/", adoption.return_start, name="return_start"),
    path("<int:pk>/thiet-lap/", regulation.follow_text, name="follow_text"),
    path("<int:pk>/ban-hanh/", issue.issue_start, name="issue_start"),
    path("<int:pk>/ban-hanh/xem-truoc/", issue.issue_preview, name="issue_preview"),
]
