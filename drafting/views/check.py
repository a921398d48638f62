"""/du-thao/…/kiem-tra/ and /chot/: what the check of a text finds, mended where it stands; settling after it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from drafting import workflow
from drafting.actions import SETTLE
from drafting.forms.text import SettleForm
from drafting.models import Text
from drafting.queries.text_check import Finding, Weight, findings_of, of_weight
from drafting.requirements import mended_at
from drafting.views.node import editable_node, editor_at
from drafting.views.text import visible_text
from records.access import check_permission, permitted
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import requirements
from units.requests import LoggedInRequest


@dataclass(frozen=True)
class CheckLine:
    """One finding, and where it is mended."""

    finding: Finding
    address: str


@dataclass(frozen=True)
class CheckGroup:
    """Findings of one weight: blocks first, notes last."""

    title: str
    tone: str
    lines: list[CheckLine]


TONES = {Weight.BLOCKS: "late", Weight.REASON: "warn", Weight.NOTE: "info"}


def check_lines(text: Text, found: list[Finding]) -> list[CheckGroup]:
    """The findings by weight; a weight without one is left out."""
    groups = []
    for weight in Weight:
        lines = [CheckLine(finding, _address(text, finding)) for finding in of_weight(found, weight)]
        if lines:
            groups.append(CheckGroup(weight.value, TONES[weight], lines))
    return groups


def _address(text: Text, finding: Finding) -> str:
    page, args = mended_at(text, finding)
    return reverse(page, args=args)


@require_safe
def text_check(request: LoggedInRequest, pk: int) -> HttpResponse:
    """All that is found in the working text now."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.edit", text)
    page = {
        "text": text,
        "check": check_lines(text, findings_of(text)),
        "may": permitted(request.user, text, "drafting.edit"),
    }
    return render(request, "drafting/text_check.html", page)


@idempotent_post
def settle(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The check page before the content is final; what may stand wants a reason."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.settle", text)
    found = findings_of(text)
    form = SettleForm(posted(request), asks_reason=bool(of_weight(found, Weight.REASON)))
    if settled := submit(form, lambda typed: workflow.settle(text, by=request.user, **typed)):
        messages.success(request, f"Đã chốt nội dung: {settled.settled_version}.")
        return redirect("drafting:text_detail", pk=pk)
    page = {
        "text": text,
        "form": form,
        "check": check_lines(text, found),
        "may": permitted(request.user, text, "drafting.edit"),
        "missing": requirements(SETTLE, text),
    }
    return render(request, "drafting/settle.html", page, status=status_of(form))


@post_action("drafting:node_edit", gone="drafting:text_list")
def mend_node(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Takes off what came along from Word in one part."""
    node = editable_node(request, pk)
    with workflow.undoable(node.text, by=request.user) as step:
        step.words, step.node = "sửa tự động", node
        workflow.mend_node(node, by=request.user)
    messages.success(request, "Đã sửa.")
    return redirect(editor_at(node)) if "here" in request.POST else redirect("drafting:text_check", pk=node.text_id)


@post_action("drafting:node_edit", gone="drafting:text_list")
def confirm_references(request: LoggedInRequest, pk: int) -> HttpResponse:
    """What a part cites are the parts that bear these numbers now."""
    node = editable_node(request, pk)
    workflow.confirm_references(node, by=request.user)
    messages.success(request, "Đã xác nhận dẫn chiếu.")
    return redirect("drafting:text_check", pk=node.text_id)
