"""Pages of awards (/khen-thuong/)."""

from django.urls import path

from awards.views import certificate, decision, dossier, files, kind, nomination, quota, review, submission, template
from units.scope import scoped

app_name = "awards"
urlpatterns = [
    *scoped("", nomination.nomination_list, "nomination_list"),
    path("nam/<int:year_pk>/lap-ho-so/", nomination.nomination_new, name="nomination_new"),
    path("ho-so/<int:pk>/", nomination.nomination_detail, name="nomination_detail"),
    path("ho-so/<int:pk>/noi-dung/", nomination.nomination_edit, name="nomination_edit"),
    path("ho-so/<int:pk>/bao-cao/", dossier.report_edit, name="report_edit"),
    path("ho-so/<int:pk>/bao-cao/dua-vao-ho-so/", dossier.finish_report, name="finish_report"),
    path("ho-so/<int:pk>/bao-cao/nop-tep/", dossier.hand_in_report, name="hand_in_report"),
    path("ho-so/<int:pk>/bien-ban/", dossier.minutes_edit, name="minutes_edit"),
    path("ho-so/<int:pk>/bien-ban/nop-tep/", dossier.hand_in_minutes, name="hand_in_minutes"),
    path("ho-so/<int:pk>/trinh/", submission.nomination_submit, name="nomination_submit"),
    path("to-trinh/<int:pk>/", submission.submission_detail, name="submission_detail"),
    path("ho-so/<int:pk>/tra-lai/", nomination.send_back, name="send_back"),
    path("ho-so/<int:pk>/tep/<int:part_pk>/", files.part_file, name="part_file"),
    path("ho-so/<int:pk>/tep/<int:part_pk>/word/", files.part_word, name="part_word"),
    path("ho-so/<int:pk>/tep/<int:part_pk>/trang/<int:number>/", files.part_page, name="part_page"),
    path("tham-dinh/", review.review_queue, name="review_queue"),
    path("tham-dinh/<int:pk>/", review.review_edit, name="review_edit"),
    path("quyet-dinh/", decision.decision_list, name="decision_list"),
    path("quyet-dinh/ghi/", decision.decision_new, name="decision_new"),
    path("quyet-dinh/<int:pk>/", decision.decision_detail, name="decision_detail"),
    path("quyet-dinh/<int:pk>/tep/", files.decision_file, name="decision_file"),
    path("quyet-dinh/du-thao/<slug:authority>/", decision.decision_draft_word, name="decision_draft_word"),
    path("quyet-dinh/<int:pk>/phat-hanh/", decision.issue_check, name="issue_check"),
    path("quyet-dinh/<int:pk>/in-thu/<int:line_no>/", decision.proof_file, name="proof_file"),
    *scoped("bang/", certificate.certificate_list, "certificate_list"),
    path("bang/trao-tang/", certificate.handover_edit, name="handover_edit"),
    path("bang/in-lai/", certificate.retry, name="retry"),
    path("bang/<int:pk>/", certificate.certificate_detail, name="certificate_detail"),
    path("bang/<int:pk>/tep/", certificate.certificate_file, name="certificate_file"),
    path("bang/<int:pk>/hinh/", certificate.certificate_picture, name="certificate_picture"),
    path("bang/<int:pk>/in-de/", certificate.overprint_file, name="overprint_file"),
    path("bang/<int:pk>/to-in-thu/", certificate.ruler_file, name="ruler_file"),
    path("bang/<int:pk>/thu-hoi/", certificate.certificate_revoke, name="certificate_revoke"),
    path("bang/<int:pk>/cap-lai/", certificate.certificate_replace, name="certificate_replace"),
    path("chi-tieu/", quota.quota_list, name="quota_list"),
    path("chi-tieu/<int:year_pk>/", quota.quota_edit, name="quota_edit"),
    path("chi-tieu/<int:year_pk>/<slug:slug>/luu/", quota.set_quota, name="set_quota"),
    path("danh-hieu/", kind.kind_list, name="kind_list"),
    path("danh-hieu/<slug:slug>/", kind.kind_detail, name="kind_detail"),
    path("danh-hieu/<slug:slug>/sua/", kind.kind_edit, name="kind_edit"),
    path("danh-hieu/<slug:slug>/quy-dinh-moi/", kind.terms_begin, name="terms_begin"),
    path("mau-bang/", template.template_list, name="template_list"),
    path("mau-bang/<int:pk>/", template.template_edit, name="template_edit"),
    path("mau-bang/<int:pk>/to-in-thu/", template.template_ruler, name="template_ruler"),
]
