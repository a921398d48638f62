"""/xac-minh/: anybody checks a code or a file, without login. A right code is always answered."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from libraries.pades.keys import installed_keys
from libraries.pades.verification import Verdict
from libraries.pades.verification.verdict import NOT_CHECKED, UNKNOWN
from libraries.web import forms
from libraries.web.downloads import file_response
from libraries.web.formats import spaced_code
from libraries.web.forms.files import tidy_name
from libraries.web.voice import TOO_MANY_CHECKS, TOO_MANY_FILES, tell
from records import codes
from records.address_counts import count, counted, household_of
from records.file_checks import PUBLIC, SIGNED_IN, Full, check_one, owner_of, put_in_line
from records.later import later_than
from records.models import Document, FileCheck
from records.submission import post_action

MISSES_A_MINUTE = 30
MISS = "verification-miss"
CODE_IN_ENGLISH = {
    "valid": "Issued: this code belongs to a document issued by this system and still in force.",
    "revoked": "Revoked: the document with this code has been withdrawn.",
    "replaced": "Superseded: the document with this code has been replaced by a newer one.",
    "unknown": "Not found: no document issued by this system bears this code.",
}


class CodeForm(forms.Form):
    """Nhập mã xác thực."""

    code = forms.VnCharField(
        label="Mã xác thực",
        max_length=300,
        help_text="20 ký tự in cạnh mã QR. Chữ hoa hay chữ thường, có hay không có dấu cách, "
        "hoặc dán cả địa chỉ trang kiểm tra đều được.",
    )

    def clean_code(self) -> str:
        code = codes.read_code(self.cleaned_data["code"])
        if objection := codes.objection(code):
            raise forms.ValidationError(objection)
        return code


class FileForm(forms.Form):
    """Kiểm tra một tệp PDF, ảnh chụp hoặc bản quét."""

    file = forms.FileField(
        label="Tệp PDF hoặc ảnh chụp cần kiểm tra",
        help_text="Tệp PDF tải từ hệ thống, bản quét PDF, hoặc ảnh JPG, PNG chụp rõ mã QR. Tối đa 20 MB. "
        "Tệp chỉ dùng để kiểm tra và bị xóa ngay sau khi có kết quả.",
    )

    def clean_file(self) -> UploadedFile[Any]:
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > 20 * 1024 * 1024:
            raise forms.ValidationError("Tệp lớn hơn 20 MB. Chọn tệp PDF đã tải từ hệ thống hoặc ảnh chụp nhỏ hơn.")
        return upload


@dataclass(frozen=True)
class Answer:
    """What the page of a code says: exactly one of valid, revoked, replaced, unknown."""

    status: str
    code: str
    document: Document | None = None
    at: datetime | None = None
    reason: str = ""
    replaced_by: str = ""

    @property
    def objection(self) -> str:
        """Why no document can have such a code."""
        return codes.objection(self.code)

    @classmethod
    def to(cls, typed: str) -> "Answer":
        code = codes.read_code(typed)[:40]
        document = Document.objects.filter(code=code).select_related("end__replaced_by").first()
        if document is None:
            return cls("unknown", code)
        end = getattr(document, "end", None)
        if end is None:
            return cls("valid", code, document)
        new = end.replaced_by.code or "" if end.replaced_by else ""
        return cls(end.kind, code, document, end.ended_at, end.reason, new)

    @property
    def spaced(self) -> str:
        return spaced_code(self.code)

    @property
    def in_english(self) -> str:
        return CODE_IN_ENGLISH[self.status]

    @property
    def http_status(self) -> int:
        return 404 if self.status == "unknown" else 200


def too_many_misses(request: HttpRequest) -> bool:
    """Asked only about codes that no document has: whoever holds a right code is answered, whatever others do."""
    return counted(MISS, household_of(request)) >= MISSES_A_MINUTE


def count_miss(request: HttpRequest) -> None:
    count(MISS, household_of(request))


@login_not_required
@require_safe
def verify_start(request: HttpRequest) -> HttpResponse:
    """Type a code, or choose a PDF. A typed code (?code=…) leads to the page of that code."""
    if "code" in request.GET:
        form = CodeForm(request.GET)
        if form.is_valid():
            return redirect("records:verdict_detail", code=form.cleaned_data["code"])
        return _start(request, form, FileForm(), status=422)
    return _start(request, CodeForm(), FileForm())


@login_not_required
@post_action("records:verify_start")
def verify_file(request: HttpRequest) -> HttpResponse:
    """Put a PDF in line to be compared with what was issued; its bytes are gone when the answer is there."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, CodeForm(), form, status=422)
    upload = form.cleaned_data["file"]
    try:
        check = put_in_line(
            FileCheck.Question.VERIFY, upload.read(), name=tidy_name(upload.name or ""), owner=owner_of(request)
        )
    except Full as full:
        return tell(request, TOO_MANY_FILES.saying(str(full)))
    if settings.WORK_IN_REQUEST:
        check_one(SIGNED_IN if request.user.is_authenticated else PUBLIC)
    return redirect("records:verify_result", key=check.pk)


@login_not_required
@require_safe
def verify_result(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What the check of a file said; asks again by itself while a worker is at it."""
    check = get_object_or_404(FileCheck, pk=key, question=FileCheck.Question.VERIFY)
    if check.is_waiting:
        response = render(request, "records/verify_waiting.html", {"check": check})
        response["Refresh"] = "1"  # these pages carry no script
        return response
    kept = check.answer.get("verdict")
    verdict = Verdict.from_json(kept) if kept else Verdict(UNKNOWN, NOT_CHECKED)
    document = Document.objects.filter(code=verdict.code).first() if verdict.code else None
    page = {"verdict": verdict, "document": document, "chain": document.chain if document else ""}
    return render(request, "records/verify_result.html", page)


@login_not_required
@require_safe
def root_certificate(request: HttpRequest) -> HttpResponse:
    """What a checker without network is told to trust: python -m libraries.pades FILE --roots DIR."""
    content = installed_keys().root_certificate.public_bytes(Encoding.PEM)
    return file_response(content, "chung-thu-goc.pem", "application/x-pem-file")


@login_not_required
@require_safe
def verdict_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR code opens."""
    answer = Answer.to(code)
    if answer.document is None:
        if too_many_misses(request):
            return tell(request, TOO_MANY_CHECKS)
        count_miss(request)
    return render(
        request,
        "records/verdict_detail.html",
        {
            "answer": answer,
            "document": answer.document,
            "later": later_than(answer.document),
            "chain": answer.document.chain if answer.document else "",
        },
        status=answer.http_status,
    )


@login_not_required
@require_safe
def verdict_json(request: HttpRequest, code: str) -> JsonResponse:
    """The same answer for programs."""
    answer = Answer.to(code)
    if answer.document is None:
        if too_many_misses(request):
            return JsonResponse({"status": "throttled", "retry_after_seconds": 60}, status=429)
        count_miss(request)
        return JsonResponse({"status": "unknown", "code": answer.code}, status=404)
    document = answer.document
    return JsonResponse(
        {
            "status": answer.status,
            "code": answer.code,
            "kind": document.kind,
            "title": document.title,
            "number": document.number,
            "public": document.public,
            "sha256": document.head.sha256,
            "is_sample": document.is_sample,
            "ended_at": answer.at.isoformat() if answer.at else None,
            "reason": answer.reason,
            "replaced_by": answer.replaced_by or None,
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _start(request: HttpRequest, code_form: CodeForm, file_form: FileForm, status: int = 200) -> HttpResponse:
    return render(request, "records/verify_start.html", {"code_form": code_form, "file_form": file_form}, status=status)
