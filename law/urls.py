"""Pages of legal texts (/can-cu/)."""

from django.urls import path

from law import views

app_name = "law"
urlpatterns = [
    path("", views.legal_text_list, name="legal_text_list"),
    path("them/", views.legal_text_add, name="legal_text_add"),
    path("<int:pk>/sua/", views.legal_text_edit, name="legal_text_edit"),
]
