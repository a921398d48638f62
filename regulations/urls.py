"""Pages of regulations, under /quy-che/."""

from django.urls import path

from regulations.views import adoption, amendment, errata, meeting, published, regulation
from units.scope import scoped

app_name = "regulations"
urlpatterns = [
    *scoped("", regulation.regulation_list, "regulation_list"),
    path("soan-thao/<int:year_pk>/", regulation.regulation_start, name="regulation_start"),
    path("cong-bo/", published.published_list, name="published_list"),
    path("cong-bo/<int:pk>/", published.published_detail, name="published_detail"),
    path("cong-bo/<int:pk>/pdf/", published.published_pdf, name="published_pdf"),
    path("cong-bo/dinh-chinh/<int:pk>/", published.published_erratum_pdf, name="published_erratum_pdf"),
    path("cong-bo/<int:pk>/hop-nhat/", published.published_consolidated, name="published_consolidated"),
    path("cong-bo/<int:pk>/hop-nhat/pdf/", published.consolidated_pdf, name="consolidated_pdf"),
    path("cong-bo/<int:pk>/hop-nhat/word/", published.consolidated_word, name="consolidated_word"),
    path("cong-bo/<int:pk>/<slug:anchor>/", published.published_article, name="published_article"),
    path("<int:pk>/", regulation.regulation_detail, name="regulation_detail"),
    path("<int:pk>/pdf/", regulation.regulation_pdf, name="regulation_pdf"),
    path("<int:pk>/word/", regulation.regulation_word, name="regulation_word"),
    path("<int:pk>/dinh-chinh/", errata.erratum_start, name="erratum_start"),
    path("dinh-chinh/<int:pk>/", errata.erratum_detail, name="erratum_detail"),
    path("dinh-chinh/<int:pk>/bo/", errata.correction_remove, name="correction_remove"),
    path("dinh-chinh/<int:pk>/pdf/", errata.erratum_pdf, name="erratum_pdf"),
    path("<int:pk>/sua-doi/", amendment.amendment_start, name="amendment_start"),
    path("<int:pk>/hop/", meeting.meeting_detail, name="meeting_detail"),
    path("<int:pk>/thong-qua/", adoption.adoption_start, name="adoption_start"),
    path("<int:pk>/tra-lai/", adoption.return_start, name="return_start"),
    path("<int:pk>/thiet-lap/", regulation.follow_text, name="follow_text"),
]
