"""Pages of legal texts and of the form library (/can-cu/)."""

from django.urls import path

from law.views import legal_text, paper_form

app_name = "law"
urlpatterns = [
    path("", legal_text.legal_text_list, name="legal_text_list"),
    path("them/", legal_text.legal_text_add, name="legal_text_add"),
    path("<int:pk>/sua/", legal_text.legal_text_edit, name="legal_text_edit"),
    path("bieu-mau/", paper_form.paper_form_list, name="paper_form_list"),
    path("bieu-mau/<slug:slug>/", paper_form.paper_form_detail, name="paper_form_detail"),
    path("bieu-mau/<slug:slug>/pdf/", paper_form.paper_form_file, name="paper_form_file"),
    path("bieu-mau/<slug:slug>/word/", paper_form.paper_form_word, name="paper_form_word"),
    path("bieu-mau/<slug:slug>/trang/<int:number>/", paper_form.paper_form_page, name="paper_form_page"),
]
