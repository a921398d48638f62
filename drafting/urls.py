"""Pages of drafting, under /du-thao/."""

from django.urls import path

from drafting.views import consultation

app_name = "drafting"
urlpatterns = [
    path("lay-y-kien/<int:pk>/", consultation.consultation_detail, name="consultation_detail"),
]
