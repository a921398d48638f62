"""Markdown drawn as HTML, node by node with escaping; a kind of node that is not listed here is refused.

Nothing is trusted as it stands: every text and attribute goes through format_html.
"""

from collections.abc import Iterable

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from markdown_it.tree import SyntaxTreeNode

# Kinds of nodes that become an element of this name around what is in them.
ELEMENTS = {
    "paragraph": "<p>{}</p>",
    "strong": "<strong>{}</strong>",
    "em": "<em>{}</em>",
    "bullet_list": "<ul>{}</ul>",
    "ordered_list": "<ol>{}</ol>",
    "list_item": "<li>{}</li>",
    "table": '<table class="table">{}</table>',
    "thead": "<thead>{}</thead>",
    "tbody": "<tbody>{}</tbody>",
    "tr": "<tr>{}</tr>",
    "th": '<th scope="col">{}</th>',
    "td": "<td>{}</td>",
}
PICTURES = "../pictures/"


def joined(nodes: Iterable[SyntaxTreeNode]) -> SafeString:
    return format_html_join("", "{}", ((drawn(node),) for node in nodes))


def drawn(node: SyntaxTreeNode) -> SafeString:
    """One node and what is in it. Raises ValueError for a kind that the guide does not use."""
    if node.type in ELEMENTS:
        # In a list whose items follow each other without an empty line the paragraphs are not shown.
        hidden = node.type == "paragraph" and node.hidden
        return joined(node.children) if hidden else format_html(ELEMENTS[node.type], joined(node.children))
    match node.type:
        case "inline":
            return joined(node.children)
        case "text":
            return conditional_escape(node.content)
        case "softbreak":
            return format_html("{}", "\n")
        case "link":
            return format_html('<a href="{}">{}</a>', address_of(str(node.attrs["href"])), joined(node.children))
        case "image":
            address = static(f"pictures/{picture_of(str(node.attrs['src']))}")
            return format_html('<img class="guide-picture" src="{}" alt="{}" loading="lazy">', address, words_of(node))
    raise ValueError(f"The guide has no drawing for {node.type}")


def picture_of(source: str) -> str:
    """File in docs/pictures, which the static files hold under pictures/ (settings)."""
    name = source.removeprefix(PICTURES)
    if name == source or "/" in name:
        raise ValueError(f"A picture of the guide lies in docs/pictures: {source}")
    return name


def address_of(link: str) -> str:
    """`to-thu-ky.md#ky-giao-uoc` leads to that chapter's page; addresses of the product begin with a stroke."""
    file, _, anchor = link.partition("#")
    if file.endswith(".md") and "/" not in file:
        page = reverse("guide_detail", args=[file.removesuffix(".md")])
        return f"{page}#{anchor}" if anchor else page
    if not file.startswith("/") or file.startswith("//"):
        raise ValueError(f"A link of the guide leads to a chapter or to a page of the product: {link}")
    return link


def words_of(node: SyntaxTreeNode) -> str:
    """The plain words in a node."""
    if node.type == "softbreak":
        return " "
    if node.type in ("text", "image"):
        return str(node.content)
    between = "" if node.type in ("inline", "strong", "em", "link") else " "
    return between.join(words_of(child) for child in node.children)
