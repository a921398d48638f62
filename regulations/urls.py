"""Pages of regulations."""

app_name = "regulations"
urlpatterns: list = []
