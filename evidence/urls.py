"""Pages of evidence (/minh-chung/)."""

from django.urls import path

from evidence.views import evidence

app_name = "evidence"
urlpatterns = [
    path("", evidence.evidence_list, name="evidence_list"),
    path("them/<int:unit_pk>/", evidence.evidence_add, name="evidence_add"),
    path("<int:pk>/", evidence.evidence_detail, name="evidence_detail"),
    path("<int:pk>/tep/", evidence.evidence_file, name="evidence_file"),
    path("<int:pk>/trang/<int:number>/", evidence.evidence_page, name="evidence_page"),
]
