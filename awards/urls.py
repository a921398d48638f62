"""Pages of awards."""

app_name = "awards"
urlpatterns: list = []
