"""Pages of records: public verification (/xac-minh/), the audit log (/nhat-ky/), background jobs (/viec-nen/)."""

from django.urls import path

from records.views import anchors, audit, jobs, verification

app_name = "records"
urlpatterns = [
    path("xac-minh/", verification.verify_start, name="verify_start"),
    path("xac-minh/tep/", verification.verify_file, name="verify_file"),
    path("xac-minh/tep/<uuid:key>/", verification.verify_result, name="verify_result"),
    path("xac-minh/chung-thu-goc.pem", verification.root_certificate, name="root_certificate"),
    path("xac-minh/moc-nhat-ky/", anchors.audit_anchors, name="audit_anchors"),
    path("xac-minh/moc-nhat-ky/<str:name>", anchors.anchor_file, name="anchor_file"),
    path("xac-minh/<str:code>.json", verification.verdict_json, name="verdict_json"),
    path("xac-minh/<str:code>/", verification.verdict_detail, name="verdict_detail"),
    path("nhat-ky/", audit.audit_log, name="audit_log"),
    path("nhat-ky/kiem-tra/", audit.check_audit, name="check_audit"),
    path("viec-nen/<int:pk>/", jobs.job_detail, name="job_detail"),
]
