"""Pages of pledges."""

app_name = "pledges"
urlpatterns: list = []
