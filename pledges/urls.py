"""Pages of pledges (/giao-uoc/)."""

from django.urls import path

from pledges.views import document, pledge, result, target
from units.scope import scoped

app_name = "pledges"
urlpatterns = [
    *scoped("", pledge.pledge_list, "pledge_list"),
    path("moi/<int:year_pk>/", pledge.pledge_start, name="pledge_start"),
    path("<int:pk>/", pledge.pledge_detail, name="pledge_detail"),
    path("<int:pk>/mo-ky/", pledge.pledge_open, name="pledge_open"),
    path("<int:pk>/thu-hoi/", pledge.withdraw_opening, name="withdraw_opening"),
    path("<int:pk>/ket-thuc/", pledge.pledge_close, name="pledge_close"),
    path("<int:pk>/pdf/", document.pledge_pdf, name="pledge_pdf"),
    path("<int:pk>/chi-tieu/<slug:unit>/", target.target_edit, name="target_edit"),
    path("<int:pk>/ket-qua/", result.results_detail, name="results_detail"),
    path("<int:pk>/ket-qua/<int:quarter>/excel/", result.results_excel, name="results_excel"),
    path("<int:pk>/ket-qua/<int:quarter>/<slug:unit>/", result.result_edit, name="result_edit"),
    path("<int:pk>/ket-qua/<int:quarter>/<slug:unit>/xac-nhan/", result.confirm_results, name="confirm_results"),
    path("<int:pk>/ket-qua/<int:quarter>/<slug:unit>/mo-lai/", result.results_reopen, name="results_reopen"),
]
