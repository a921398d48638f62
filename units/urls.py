"""Pages of units."""

from django.urls import path

from units import views

app_name = "units"
urlpatterns = [path("dang-nhap/", views.login, name="login")]
