"""Reading before signing: after the login, or by the link in the message.

Only a POST acts. A link opens the paper without login and may begin a signature as the person it was sent to; what
signs is that person's password and code on the confirm page, in the same browser
(docs/interface.md: Links act on nothing).
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from law.queries import wording_on
from libraries.printing.paper import Block, Paper, Table
from libraries.web import clock
from libraries.web.voice import LINK_ENDED, tell
from records.access import check_permission
from records.documents import document_response
from records.submission import post_action
from signatures import workflow
from signatures.actions import DECLINE, START_SIGNING
from signatures.kinds import kind_of
from signatures.models import Party, SigningLink, SigningRequest
from signatures.papers import annex_as_put
from signatures.queries import capacity_at, in_turn, party_for
from signatures.worklist import signed_words
from units.models import User
from units.requests import LoggedInRequest
from units.scope import work_in

# The signature begun in this browser without login.
INTENT = "signing_intent"
NO_MORE = (
    "Đường dẫn đã hết hạn, đã bị hủy vì nội dung văn bản thay đổi, hoặc sao chép chưa đủ. "
    "Đề nghị đăng nhập để xem văn bản, hoặc dùng đường dẫn trong thư mới nhất."
)
NOT_YOURS = "Đề nghị đăng xuất rồi mở lại đường dẫn, hoặc dùng đường dẫn trong thư của mình."


def visible_request(request: LoggedInRequest, pk: int) -> SigningRequest:
    """The request to sign, if this user may see it; 404 otherwise."""
    rows = SigningRequest.objects.visible_to(request.user)
    rows = rows.select_related("emulation_year__bloc", "document", "opened_by", "ended_by")
    return work_in(request, get_object_or_404(rows, pk=pk))


def page_blocks(paper: Paper) -> list[tuple[Block, str, list[list[tuple[str, str, int]]]]]:
    """The body for a page: each block, a table with its name and rows of (column title, text): a phone's cards."""
    blocks, tables = [], 0
    for block in paper.blocks:
        label, rows = "", []
        if isinstance(block, Table):
            tables += 1
            label, rows = block.caption or f"Bảng {tables} của văn bản", block.titled_rows
        blocks.append((block, label, rows))
    return blocks


@require_safe
def sign_read(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The fixed text, large; the one red button starts the signature."""
    signing = visible_request(request, pk)
    party = party_for(request.user, signing)
    if party is None:
        return redirect(kind_of(signing).address(signing))
    start, pdf = (reverse(f"signatures:{name}", args=[pk]) for name in ("start_signing", "request_pdf"))
    return _reading(request, party, request.user, start_url=start, pdf_url=pdf)


def _reading(request: HttpRequest, party: Party, reader: User, *, start_url: str, pdf_url: str) -> HttpResponse:
    signing, kind = party.request, kind_of(party.request)
    signature = signing.signatures.filter(party=party).first()
    accepted = getattr(party, "accepted", None)
    capacity = capacity_at(party, reader, clock.today())
    paper, annex = kind.paper(signing), annex_as_put(signing)
    is_open = signature is None and accepted is None and START_SIGNING.allows(signing)
    is_turn = is_open and party.pk in {one.pk for one in in_turn(signing)}
    may_decline = is_open and is_turn and DECLINE.allows(signing)
    page = {
        "signing": signing,
        "kind": kind,
        "bloc": signing.bloc,
        "party": party,
        "reader": reader,
        "capacity": capacity.text if capacity else "",
        "paper": paper,
        "blocks": page_blocks(paper) if paper else [],
        "annex": annex,
        "annex_blocks": page_blocks(annex) if annex else [],
        "signature": signature,
        "accepted": accepted,
        "may_sign": is_turn and not signing.is_late,
        "is_late": is_open and signing.is_late,
        "waits_for": [] if is_turn or not is_open else [one.signs_for for one in in_turn(signing)],
        "waiting_words": signed_words(signing),
        "start_url": start_url,
        "pdf_url": pdf_url,
        "pdf_size": signing.document.head.size,
        "signature_kind": wording_on().signature_kind,
        "may_decline": may_decline,
        "decline_sent": may_decline and "da-gui" in request.GET,
    }
    return render(request, "signatures/sign_read.html", page)


@login_not_required
@require_safe
def sign_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same page by the link in the message, for the place it was sent for; writes nothing."""
    link = workflow.link_of(token)
    if link is None:
        return link_ended(request, token)
    if request.user.is_authenticated and request.user.pk != link.user_id:
        return _not_yours(request, link)
    link.party.request = link.request
    start, pdf = (reverse(f"signatures:{name}", args=[token]) for name in ("start_by_link", "link_pdf"))
    return _reading(request, link.party, link.user, start_url=start, pdf_url=pdf)


@login_not_required
@require_safe
def link_pdf(request: HttpRequest, token: str) -> HttpResponse:
    link = workflow.link_of(token)
    return document_response(link.request.document) if link else link_ended(request, token)


def link_ended(request: HttpRequest, token: str) -> HttpResponse:
    return tell(request, LINK_ENDED.saying(NO_MORE), bloc=workflow.bloc_of_link(token))


def _not_yours(request: HttpRequest, link: SigningLink) -> HttpResponse:
    told = LINK_ENDED.saying(NOT_YOURS, title="Đường dẫn này cấp cho tài khoản khác", status=403)
    return tell(request, told, bloc=link.request.bloc)


# --- Starting --------------------------------------------------------------------------------------------------------


@post_action("signatures:sign_read", gone="signatures:sign_list")
def start_signing(request: LoggedInRequest, pk: int) -> HttpResponse:
    """At the place that the page showed."""
    signing = visible_request(request, pk)
    check_permission(request.user, "signatures.start_signing", signing)
    wanted = request.POST.get("place", "")
    party = next((one for one in signing.parties.select_related("unit") if one.field == wanted), None)
    if party is None:
        raise Http404
    intent = workflow.start_signing(party, by=request.user)
    return redirect("signatures:sign_confirm", pk=intent.pk)


@login_not_required
@post_action("signatures:sign_link")
def start_by_link(request: HttpRequest, token: str) -> HttpResponse:
    link = workflow.link_of(token)
    if link is None:
        return link_ended(request, token)
    if request.user.is_authenticated and request.user.pk != link.user_id:
        return _not_yours(request, link)
    check_permission(link.user, "signatures.start_signing", link.request)
    intent = workflow.start_signing(link.party, by=link.user, link=link)
    request.session[INTENT] = str(intent.pk)
    return redirect("signatures:sign_confirm", pk=intent.pk)
