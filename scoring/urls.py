"""Pages of scoring (/cham-diem/)."""

from django.urls import path

from scoring.views import criteria, objection, proof, sheet, workbook
from units.scope import scoped

app_name = "scoring"
urlpatterns = [
    *scoped("", criteria.criteria_list, "criteria_list"),
    path("moi/<int:year_pk>/", criteria.criteria_start, name="criteria_start"),
    path("<int:pk>/", criteria.criteria_detail, name="criteria_detail"),
    path("<int:pk>/sua/", criteria.set_edit, name="set_edit"),
    path("<int:pk>/tieu-chi/", criteria.criteria_edit, name="criteria_edit"),
    path("<int:pk>/tieu-chi/them/", criteria.add_criterion, name="add_criterion"),
    path("<int:pk>/tieu-chi/<int:criterion_pk>/", criteria.criterion_edit, name="criterion_edit"),
    path("<int:pk>/tieu-chi/<int:criterion_pk>/chuyen/", criteria.move_criterion, name="move_criterion"),
    path("<int:pk>/tieu-chi/<int:criterion_pk>/xoa/", criteria.remove_criterion, name="remove_criterion"),
    path("<int:pk>/ap-dung/", criteria.adopt_set, name="adopt_set"),
    path("<int:pk>/bat-dau/", criteria.scoring_open, name="scoring_open"),
    path("<int:pk>/cong-khai/", criteria.publish_results, name="publish_results"),
    path("<int:pk>/ket-qua/pdf/", criteria.results_pdf, name="results_pdf"),
    path("<int:pk>/ket-qua/word/", criteria.results_word, name="results_word"),
    path("<int:pk>/ket-qua/excel/", criteria.results_excel, name="results_excel"),
    path("phieu/<int:pk>/", sheet.sheet_detail, name="sheet_detail"),
    path("phieu/<int:pk>/cham/<slug:column>/", sheet.marks_edit, name="marks_edit"),
    path("phieu/<int:pk>/cham/<slug:column>/excel/", workbook.marks_file, name="marks_file"),
    path("phieu/<int:pk>/cham/<slug:column>/nhap/", workbook.marks_import, name="marks_import"),
    path("phieu/<int:pk>/tieu-chi/<int:criterion_pk>/minh-chung/", proof.line_proofs, name="line_proofs"),
    path("phieu/<int:pk>/tieu-chi/<int:criterion_pk>/minh-chung/them/", proof.proof_add, name="proof_add"),
    path("phieu/<int:pk>/minh-chung/<int:proof_pk>/go/", proof.remove_proof, name="remove_proof"),
    path("phieu/<int:pk>/pdf/", sheet.explanation_pdf, name="explanation_pdf"),
    path("phieu/<int:pk>/nop/", sheet.submit_sheet, name="submit_sheet"),
    path("phieu/<int:pk>/tra-lai/", sheet.sheet_return, name="sheet_return"),
    path("phieu/<int:pk>/gui-cham-cheo/", sheet.finish_check, name="finish_check"),
    path("phieu/<int:pk>/tham-dinh-xong/", sheet.finish_appraisal, name="finish_appraisal"),
    path("phieu/<int:pk>/nhat-tri/", objection.accept_appraisal, name="accept_appraisal"),
    path("phieu/<int:pk>/kien-nghi/", objection.objection_start, name="objection_start"),
    path("phieu/<int:pk>/kien-nghi/<int:objection_pk>/y-kien/", objection.objection_reply, name="objection_reply"),
    path("phieu/<int:pk>/kien-nghi/<int:objection_pk>/ket-luan/", objection.objection_decide, name="objection_decide"),
    path("phieu/<int:pk>/tieu-chi/<int:criterion_pk>/hoi-nghi/", objection.result_change, name="result_change"),
    path("phieu/<int:pk>/khong-binh-xet/", sheet.unit_exclude, name="unit_exclude"),
]
