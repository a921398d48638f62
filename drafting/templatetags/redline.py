"""{% runs ops %}: what was taken out and put in, as <del> and <ins>; said aloud too, so not by colour alone."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from drafting.queries.word_changes import Kind, Ops

register = template.Library()

# A plain tag and not an included template: the line breaks of a template would show in the text.
SAID = {"insert": ("ins", "thêm mới"), "delete": ("del", "đã xóa")}
MARKED = (
    '<{tag}><span class="visually-hidden">[{said}] </span>{text}'
    '<span class="visually-hidden"> [hết phần {said}] </span></{tag}>'
)


@register.simple_tag
def runs(ops: Ops) -> SafeString:
    return format_html_join("", "{}", ((_run(kind, text),) for kind, text in ops))


def _run(kind: Kind, text: str) -> str:
    if kind == "equal":
        return text
    tag, said = SAID[kind]
    return format_html(MARKED, tag=tag, said=said, text=text)
