"""Paths of all rooms (docs/architecture.md: One request)."""

from django.urls import include, path

from khoithidua import views
from khoithidua.views import guide, health
from units.scope import scoped

handler400 = "khoithidua.views.bad_request"
handler403 = "khoithidua.views.forbidden"
handler404 = "khoithidua.views.not_found"
handler500 = "khoithidua.views.server_error"

urlpatterns = [
    *scoped("", views.home, "home"),
    path("suc-khoe/", health.health, name="health"),
    path("suc-khoe/san-sang/", health.readiness, name="readiness"),
    path("suc-khoe/so-lieu/", health.metrics, name="metrics"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_contact, name="security_contact"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("huong-dan/", guide.guide_list, name="guide_list"),
    path("huong-dan/ban-in/", guide.guide_print, name="guide_print"),
    path("huong-dan/the/<slug:card>/", guide.guide_card, name="guide_card"),
    path("huong-dan/<slug:chapter>/", guide.guide_detail, name="guide_detail"),
    path("", include("records.urls")),
    path("", include("units.urls")),
    path("can-cu/", include("law.urls")),
    path("", include("notices.urls")),
    path("hoi-nghi/", include("conferences.urls")),
    path("du-thao/", include("drafting.urls")),
    path("quy-che/", include("regulations.urls")),
    path("giao-uoc/", include("pledges.urls")),
    path("khen-thuong/", include("awards.urls")),
]
