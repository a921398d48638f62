"""One name for each button that does one thing: no act under two names, no name for two acts."""

import re
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "templates"
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
BUTTON = re.compile(r"<button\b([^>]*)>(.*?)</button>", re.DOTALL)
LINK = re.compile(r"""<a\b[^>]*class="[^"]*\bbtn\b[^"]*"[^>]*href="{% url '([\w:]+)'[^>]*>(.*?)</a>""", re.DOTALL)
HIDDEN = re.compile(r'<span class="visually-hidden">.*?</span>', re.DOTALL)

# Back to where one came from, or past what is offered: the same words wherever they lead.
WAYS_BACK = {"Quay lại", "Để sau", "Để trong thùng rác", "Dùng nội dung trên hệ thống"}
# Address → why its button may have more than one name.
MORE_NAMES = {
    "drafting:move_node": "up and down are two buttons of one act",
    "drafting:add_node": "a paragraph has no kind to name",
    "drafting:node_edit": "saves, and asks before it deletes",
    "drafting:comment_start": "chooses a part, then comments on it",
    "drafting:text_import": "reads the file, then makes the draft",
    "drafting:remind": "all units that are silent, or the one of the row",
    "conferences:move_photo": "up and down are two buttons of one act",
    "conferences:move_agenda_item": "up and down are two buttons of one act",
    "units:move_seat": "up and down are two buttons of one act",
    "SELF:nomination_submit.html": "a new paper, or again under the paper it has",
    "SELF:target_edit.html": "saves, with or without a further row",
    "SELF:_node_alone.html": "saves, or brings back and saves",
    "SELF:invitation_device.html": "finishes with the code, or asks for one by mail",
    "SELF:contribution_add.html": "saves, and asks for the next one or not",
    "conferences:invitation_reply": "the head comes, with one touch; or whoever is named below",
    "conferences:answer_for_guest": "the guest comes, or does not",
    "SELF:guest_reply.html": "the guest comes, or does not",
    "conferences:open_screen": "opens the screen, or gives it another address",
    "conferences:project": "the next item, one of the list, its text, or the programme",
    "GET:conferences:composed_paper": "two kinds of file",
    "GET:scoring:marks_import": "to the file, or to another one",
    "GET:scoring:marks_edit": "one for each column of the sheet",
    "GET:drafting:answer_edit": "the next of several, or one by name",
    "GET:units:change_detail": "whoever has to confirm is told so",
    "GET:awards:review_edit": "the next or the previous dossier",
    "GET:units:login": "codes that were just shown are put away; another name than the one at hand",
    "GET:guide_card": "two sizes of paper",
    "GET:drafting:text_import": "to the file, or to another one",
    "GET:drafting:text_edit": "to write, or back to writing",
    "GET:drafting:version_detail": "the amending text, or the whole as it makes it",
    "GET:regulations:erratum_start": "begins a letter, or puts one slip more into it",
    "drafting:text_replace": "finds, then replaces",
    "GET:pledges:pledge_pdf": "before the signing it is a draft",
}
# Words → why they stand for more than one act: of two pages of one kind, or of a step that any form may have.
MORE_ACTS = {
    "Tải tệp lên": "of the report, of the minutes: each in its card",
    "Tiếp tục": "to the second step of a form",
    "Tải tờ in thử": "of a template, of a certificate",
    "Đăng nhập": "with the password, then with the code",
    "Lưu": "of the row beside it, or of the page whose title says what",
    "Chuyển lên": "of a row among its like, which the hidden words name",
    "Chuyển xuống": "of a row among its like, which the hidden words name",
    "Nhận lời dự": "by the guest with the link, or entered for a guest who called",
    "Không dự": "the same",
    "Xóa": "of the row beside it, and asked for by name first",
}


def said(text):
    """The words that are seen, without what stands for a name of a row."""
    text = HIDDEN.sub("", text)
    text = re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>|[:“”?]", " ", text, flags=re.DOTALL)
    return " ".join(text.split())


def buttons():
    """(address, words): the address of a post, SELF:<template> for a form of its own page, GET:<name> for a link."""
    for path in sorted(FOLDER.rglob("*.html")):
        text = re.sub(r"{#.*?#}", "", path.read_text(), flags=re.DOTALL)
        for form in FORM.finditer(text):
            named = re.search(r"""action="{% url '([\w:]+)'""", form[1])
            if named is None and 'method="post"' not in form[1]:
                continue
            for button in BUTTON.finditer(form[2]):
                if 'type="button"' in button[1]:
                    continue
                other = re.search(r"""formaction="{% url '([\w:]+)'""", button[1])
                yield (other or named)[1] if other or named else f"SELF:{path.name}", said(button[2])
        for link in LINK.finditer(text):
            yield f"GET:{link[1]}", said(link[2])


def names():
    found = defaultdict(set)
    for address, words in buttons():
        if words and words not in WAYS_BACK:
            found[address].add(words)
    return found


def test_an_act_has_one_name():
    more = {address: words for address, words in names().items() if len(words) > 1 and address not in MORE_NAMES}
    assert more == {}


def _saves_its_own_page(word, addresses):
    """ "Lưu", "Lưu thông tin" of edit pages, whose titles say what is saved."""
    return word.startswith("Lưu") and all(address.startswith("SELF:") for address in addresses)


def test_a_name_stands_for_one_act():
    acts = defaultdict(set)
    for address, words in names().items():
        for word in words:
            if not address.startswith("GET:"):
                acts[word].add(address)
    more = {
        word: found
        for word, found in acts.items()
        if len(found) > 1 and word not in MORE_ACTS and not _saves_its_own_page(word, found)
    }
    assert more == {}


def test_every_exception_is_still_one():
    found = names()
    assert [address for address in MORE_NAMES if len(found[address]) < 2] == []
    assert len(found) > 100
