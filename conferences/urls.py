"""Pages of conferences."""

app_name = "conferences"
urlpatterns: list = []
