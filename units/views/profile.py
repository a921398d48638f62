"""/tai-khoan/ho-so/: how one is named and reached, mended by oneself; what one may do, and why."""

import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from records.submission import idempotent_post, posted, submit
from units import workflow
from units.forms.people import ProfileForm
from units.models import AccessChange
from units.queries import rights_of
from units.requests import LoggedInRequest
from units.views.frame import show


@idempotent_post
def profile_edit(request: LoggedInRequest) -> HttpResponse:
    """Spelling of the name, salutation, telephone; another address for mails waits for a second person."""
    me = request.user
    form = ProfileForm(posted(request), instance=copy.copy(me))
    if submit(form, lambda _: workflow.edit_profile(me, by=me, **form.changes())):
        waits = AccessChange.objects.open().filter(person=me, kind=AccessChange.Kind.ADDRESS).exists()
        messages.success(request, "Đã lưu. Địa chỉ thư mới đang chờ người thứ hai xác nhận." if waits else "Đã lưu.")
        return redirect("units:account_detail")
    steps = [{"label": "Tài khoản", "url": reverse("units:account_detail")}, {"label": "Hồ sơ", "url": ""}]
    back = reverse("units:account_detail")
    return show(request, "units/profile_edit.html", form, steps=steps, back=back, person=me, rights=rights_of(me))
