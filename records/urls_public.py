"""Public pages of records: verification by code or by file."""

app_name = "verification"
urlpatterns: list = []
