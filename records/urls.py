"""Pages of records that need a login: the audit log."""

app_name = "records"
urlpatterns: list = []
