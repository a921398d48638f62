"""A drawing in SVG: shapes only, that act on nothing, fetch nothing and do not grow without bounds.

What is not known here is refused: a printed sheet must look like the drawing did on its maker's screen.
"""

import base64
import io
import re
from typing import Any

from lxml import etree
from PIL import Image

from libraries.foreign_files.inside.pictures import MOST_PIXELS
from libraries.foreign_files.inside.refused import Refused

NAMESPACE = "http://www.w3.org/2000/svg"
SHAPES = {
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "style", "title", "desc",
    "metadata",
}  # fmt: skip
ACTING = {"script", "foreignObject", "animate", "animateMotion", "animateTransform", "animateColor", "set", "handler",
          "iframe", "audio", "video", "a"}  # fmt: skip
WORDS = {"text", "tspan", "textPath", "tref", "altGlyph", "font", "font-face", "glyph"}

# Elements in the file, and after every <use> is drawn out.
MOST_ELEMENTS, MOST_DRAWN = 60_000, 200_000
DATA_PICTURE = re.compile(r"data:image/(png|jpe?g);base64,", re.IGNORECASE)
ADDRESS = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(mm|cm|in|pt|pc|px|)\s*")
MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96, "": 25.4 / 96}


def check(content: bytes) -> tuple[float, float]:
    """Width and height, mm. Raises Refused."""
    root = _root(content)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    if len(elements) > MOST_ELEMENTS:
        raise Refused("bomb")
    for element in elements:
        _check_element(element)
    _check_growth(root, elements)
    return _length(root.get("width")), _length(root.get("height"))


def _root(content: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("broken_svg") from None
    rules = root.getroottree().docinfo.internalDTD
    if rules is not None and any(True for _ in rules.iterentities()):
        raise Refused("broken_svg")
    # A style sheet may be asked for before the drawing begins.
    before = root.getprevious()
    while before is not None:
        if before.tag is etree.PI:
            raise Refused("outside")
        before = before.getprevious()
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise Refused("broken_svg")
    return root


def _check_element(element: Any) -> None:
    name = etree.QName(element)
    if name.namespace == NAMESPACE:
        if name.localname in ACTING:
            raise Refused("acting_svg")
        if name.localname in WORDS:
            raise Refused("svg_words")
        if name.localname not in SHAPES:
            raise Refused("svg_effects")
    elif name.localname in ACTING:
        raise Refused("acting_svg")
    for key, value in element.attrib.items():
        _check_attribute(etree.QName(key).localname, str(value))
    if name.localname == "style":
        _check_style(element.text or "")


def _check_attribute(name: str, value: str) -> None:
    if name.lower().startswith("on") or "javascript:" in value.lower():
        raise Refused("acting_svg")
    if name in ("href", "src"):
        _check_address(value.strip())
    elif name == "filter" and value.strip() != "none":
        raise Refused("svg_effects")
    elif name != "d":
        _check_style(value) if name == "style" else _check_addresses(value)


def _check_style(text: str) -> None:
    # Escaped letters hide words from every look, and nothing that is drawn needs them.
    if "\\" in text or "@" in text:
        raise Refused("outside" if "@" in text else "svg_effects")
    if re.search(r"(?:^|[;{\s])(?:filter|font|animation|behavior)\s*:(?!\s*none)", text.lower()):
        raise Refused("svg_effects")
    _check_addresses(text)


def _check_addresses(text: str) -> None:
    if "url" not in text.lower():
        return
    for address in ADDRESS.findall(text):
        if not address.startswith("#"):
            raise Refused("outside")


def _check_address(address: str) -> None:
    if address.startswith("#") or not address:
        return
    begins = DATA_PICTURE.match(address)
    if begins is None:
        raise Refused("outside")
    try:
        picture = base64.b64decode(address[begins.end() :])
        with Image.open(io.BytesIO(picture), formats=["PNG", "JPEG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused("too_many_pixels")
            opened.load()
    except (Refused, MemoryError):
        raise
    except Exception:  # a broken picture makes Pillow raise nearly anything; each means: not a picture
        raise Refused("broken_picture") from None


def _check_growth(root: Any, elements: list[Any]) -> None:
    """Ten times ten times ten: a few lines may stand for more shapes than can be drawn, or for endless ones."""
    named = {element.get("id"): element for element in elements if element.get("id")}
    sizes: dict[Any, int] = {}
    drawing: set[Any] = set()

    def size(element: Any) -> int:
        if element in sizes:
            return sizes[element]
        if element in drawing:
            raise Refused("bomb")
        drawing.add(element)
        total = 1
        for inner in _drawn_with(element, named):
            total += size(inner)
            if total > MOST_DRAWN:
                raise Refused("bomb")
        drawing.discard(element)
        sizes[element] = total
        return total

    size(root)


def _drawn_with(element: Any, named: dict[str, Any]) -> list[Any]:
    """Its children, and what it names."""
    found = [child for child in element if isinstance(child.tag, str)]
    if etree.QName(element).localname in ("image", "style"):
        return found
    for key, value in element.attrib.items():
        names = [value.strip()] if etree.QName(key).localname == "href" else ADDRESS.findall(str(value))
        found += [named[name[1:]] for name in names if name.startswith("#") and name[1:] in named]
    return found


def _length(text: str | None) -> float:
    found = LENGTH.fullmatch(text or "")
    if found is None:
        raise Refused("svg_size")
    return float(found[1]) * MILLIMETRES[found[2]]
