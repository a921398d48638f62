"""What screens are built from: icons, tags and blocks. A library built into every template (settings)."""

import datetime
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from libraries.web.listing.last_filter import with_last_filter
from libraries.web.listing.paging import Page
from libraries.web.templatetags import formats as wording

register = template.Library()

# tone -> icon. A tone is never told by colour alone.
TONES = {"ok": "check-circle", "warn": "clock", "late": "exclamation-triangle", "info": "", "mut": ""}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite. Beside words it is decoration; alone it needs a `label`."""
    where = f"{static('img/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, where)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', where)


@register.simple_tag
def tag(text: object, tone: str = "info", icon_name: str | None = None) -> SafeString:
    """A small label: {% tag "Đã ký" tone="ok" %}. Tones: ok, warn, late, info, mut."""
    name = TONES[tone] if icon_name is None else icon_name
    return format_html('<span class="tag tag-{}">{}<span>{}</span></span>', tone, icon(name) if name else "", text)


@register.simple_tag
def state_tag(row: Any) -> SafeString:
    """The row's state as a tag; the row may say its tone in `state_tone`, and more than its name in `state_words`."""
    return tag(getattr(row, "state_words", None) or row.get_state_display(), tone=getattr(row, "state_tone", "info"))


@register.simple_tag
def deadline_tag(moment: datetime.datetime | None) -> str:
    """`Còn 5 ngày` in the tone of its nearness."""
    return tag(wording.days_left(moment), tone=wording.deadline_tone(moment)) if moment else ""


@register.simple_tag
def sample_mark(row: object) -> str:
    """`dữ liệu mẫu`, when the row is an invented one."""
    if not getattr(row, "is_sample", False):
        return ""
    return format_html('<span class="sample-mark">{}</span>', "dữ liệu mẫu")


@register.simple_tag(takes_context=True)
def crumbs(context: Context, *parts: str) -> str:
    """The way here: {% crumbs "Quy chế" list_url "Quy chế hoạt động" %}, the last label without a link."""
    steps = [{"label": parts[i], "url": parts[i + 1] if i + 1 < len(parts) else ""} for i in range(0, len(parts), 2)]
    return trail(context, steps)


@register.simple_tag(takes_context=True)
def trail(context: Context, steps: list[dict[str, str]]) -> str:
    """The way here, made by the view: {% trail steps %}. A list on the way is found as it was left."""
    request = context.get("request")
    kept = [step | {"url": with_last_filter(request, step["url"]) if step["url"] else ""} for step in steps]
    return render_to_string("components/breadcrumb.html", {"steps": kept})


@register.simple_tag(takes_context=True)
def list_url(context: Context, name: str, *args: Any) -> str:
    """The address of a list as it was left: <a href="{% list_url 'awards:nomination_list' %}">Quay lại</a>."""
    return with_last_filter(context.get("request"), reverse(name, args=args))


@register.simple_tag(takes_context=True)
def as_left(context: Context, address: str) -> str:
    """The same for an address that the view made: <a href="{% as_left back %}">Quay lại</a>."""
    return with_last_filter(context.get("request"), address)


@register.simple_tag
def pager(page: Page) -> str:
    """Earlier and later pages of a list (`libraries.web.listing.Page`)."""
    return render_to_string("components/pager.html", {"page": page})


@register.simple_block_tag(takes_context=True)
def next_action(context: Context, content: str, item: Any, says_who: bool = False, **meter: Any) -> str:
    """What is next, with its one red button: {% next_action item %}<more buttons>{% endnext_action %}.

    item: a notices.worklist.WorkItem. says_who: also whom it is asked of, and until when. A bar shows how far it is:
    done, total, and meter, its name.
    """
    known = {name: context.get(name) for name in ("request", "csrf_token")}
    return render_to_string(
        "components/next_action.html", known | meter | {"item": item, "content": content, "says_who": says_who}
    )


@register.simple_block_tag
def card(content: str, element: str = "section", folds: bool = False, **options: Any) -> str:
    """A card: {% card title="Việc đến hạn" %}<div class="card-body">…</div>{% endcard %}.

    Head: title with link_url and link_text or tag_text and tag_tone; for more in the head, {% card_head %} inside.
    folds: opens and closes by its head, `opened` from the start. A form stands inside.
    Also: kind (more classes), element, id, label or labelled_by (the id of the title).
    """
    options |= {"content": content, "folds": folds, "element": "details" if folds else element}
    return render_to_string("components/card.html", options)


@register.simple_block_tag
def card_head(content: str, title: str = "", folds: bool = False, **options: Any) -> str:
    """The head of a card with things at its right: {% card_head title="Thông tin" %}<a …>Sửa</a>{% endcard_head %}."""
    options |= {"content": content, "title": title, "element": "summary" if folds else "div"}
    return render_to_string("components/card_head.html", options)


def block(name: str, part: str, **always: Any) -> None:
    """A block tag whose inside becomes `content` of templates/components/<part>.html. always: options of each."""

    def build(content: str, **options: Any) -> str:
        return render_to_string(f"components/{part}.html", {"content": content, **always, **options})

    register.simple_block_tag(build, name=name)


# {% page_head title="Quy chế" lead="Năm thi đua 2020" %}<buttons on the right>{% endpage_head %}
block("page_head", "page_head")
# {% paper %}…{% endpaper %}: a text as on paper, serif; wide=True fills its column
block("paper", "document_paper")
# {% action_bar %}<the one red button>{% endaction_bar %}: stays at the bottom of the window
block("action_bar", "action_bar")
# {% wide_table label="Danh sách đơn vị" %}<table class="table">…{% endwide_table %}: scrolls inside itself
block("wide_table", "wide_table")
# {% done_panel title="Đã ký giao ước" %}<p>Lúc 09:42 …</p>{% enddone_panel %}
block("done_panel", "told", is_page=True, is_done=True, icon_name="check-circle-fill")
# {% edited_elsewhere conflict=form.conflict %}<both texts>{% endedited_elsewhere %}
block("edited_elsewhere", "told")
# {% notice_bar tone="late" title="Còn 2 việc trước khi nộp" %}<ul>…{% endnotice_bar %}; tones: info, ok, warn, late
block("notice_bar", "notice_bar")
# {% nothing_here icon_name="chat-left-text" title="Chưa có góp ý" text="…" %}<a button>{% endnothing_here %}
block("nothing_here", "told")
