"""Chapters of the user guide, read once from the Markdown files in docs/huong-dan."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from khoithidua.guide.drawing import joined, words_of
from libraries.text import file_stem, likeness, search_words

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "huong-dan"
# File without ending, in the order in which the guide is read and printed.
ORDER = ("bat-dau", "thu-truong", "chuyen-vien", "to-thu-ky", "ban-tdkt", "quan-tri", "tra-cuu")
EXCERPT = 180
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Section:
    """One paragraph that a page can open. level: 2, or 3 inside the one before; html: what stands under the heading."""

    chapter: str
    anchor: str
    title: str
    level: int
    html: SafeString
    text: str

    @property
    def key(self) -> str:
        return likeness(f"{self.title} {self.text}")


@dataclass(frozen=True)
class Chapter:
    """One file: its title, the sentences before the first heading, its sections."""

    slug: str
    title: str
    lead: SafeString
    sections: tuple[Section, ...]

    @property
    def main_sections(self) -> list[Section]:
        return [section for section in self.sections if section.level == 2]


@dataclass(frozen=True)
class Found:
    """A section in which every word that was asked for occurs, and the sentence around the first of them."""

    chapter: Chapter
    section: Section
    excerpt: str


@functools.cache
def chapters() -> dict[str, Chapter]:
    """Slug → chapter, in the order of reading. Read once a process: the files come with the code."""
    return {slug: chapter_of(slug, (FOLDER / f"{slug}.md").read_text(encoding="utf-8")) for slug in ORDER}


def chapter_of(slug: str, source: str) -> Chapter:
    """Raises ValueError when the text has no title, a heading deeper than ###, or two headings of one address."""
    # The parser's rules of CommonMark without raw HTML; tables besides.
    tree = SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).enable("table").parse(source))
    title, lead, sections = "", SafeString(""), []
    for heading, body in _parts(tree):
        words = words_of(heading) if heading else ""
        level = int(heading.tag[1]) if heading else 0
        if level == 1:
            title, lead = words, joined(body)
        elif level in (2, 3):
            text = SPACES.sub(" ", " ".join(words_of(node) for node in body)).strip()
            sections.append(Section(slug, file_stem(words), words, level, joined(body), text))
        elif heading or body:
            raise ValueError(f"{slug}: text before the title or a heading of level {level}: {words}")
    anchors = [section.anchor for section in sections]
    if not title or not all(anchors) or len(set(anchors)) != len(anchors):
        raise ValueError(f"{slug}: no title, or two headings of one address among {anchors}")
    return Chapter(slug, title, lead, tuple(sections))


def _parts(tree: SyntaxTreeNode) -> Iterator[tuple[SyntaxTreeNode | None, list[SyntaxTreeNode]]]:
    """Each heading with the blocks under it."""
    heading: SyntaxTreeNode | None = None
    body: list[SyntaxTreeNode] = []
    for node in tree.children:
        if node.type == "heading":
            yield heading, body
            heading, body = node, []
        else:
            body.append(node)
    yield heading, body


def found(asked: str) -> list[Found]:
    """Sections in which every word occurs, with or without diacritics; nearest first: title before text, the words
    as they were asked before the same words apart.
    """
    words = search_words(asked)
    if not words:
        return []
    hits = [
        (_distance(section, words), Found(chapter, section, _excerpt(section, words)))
        for chapter in chapters().values()
        for section in chapter.sections
        if all(word in section.key for word in words)
    ]
    return [hit for _, hit in sorted(hits, key=lambda pair: pair[0])]


def _distance(section: Section, words: list[str]) -> int:
    title, phrase = likeness(section.title), " ".join(words)
    near = (phrase in title, all(word in title for word in words), phrase in section.key)
    return near.index(True) if True in near else len(near)


def _excerpt(section: Section, words: list[str]) -> str:
    """About two lines around the first word found, cut between words."""
    pieces = section.text.split(" ")
    keys = [likeness(piece) for piece in pieces]
    alike = [i for i, key in enumerate(keys) if words[0] in key]
    together = [i for i in alike if " ".join(words) in " ".join(keys[i : i + len(words)])]
    first = next(iter(together or alike), 0)
    start = max(0, first - 8)
    cut = " ".join(pieces[start:])
    if len(cut) > EXCERPT:
        cut = cut[:EXCERPT].rsplit(" ", 1)[0] + " …"
    return f"… {cut}" if start else cut
