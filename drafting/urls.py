"""Pages of drafting."""

app_name = "drafting"
urlpatterns: list = []
