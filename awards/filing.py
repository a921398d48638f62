"""How this room makes and names files."""

from collections.abc import Callable

from libraries.printing.paper import Paper, PaperTooHeavy
from libraries.text import file_stem
from records.transitions import NotAllowedNow

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def file_name(words: str, ending: str) -> str:
    """ "bang-khen-hoa-tieu-kv2.pdf": without accents, for every file system and mail server."""
    return file_stem(words, 100) + ending


def made(make: Callable[[Paper], bytes], paper: Paper) -> bytes:
    """The file; a document too large is a refusal with a sentence."""
    try:
        return make(paper)
    except PaperTooHeavy as problem:
        raise NotAllowedNow(str(problem)) from problem
