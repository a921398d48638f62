"""/thong-bao/mau-thu/: all kinds of letters on one page, for approval."""

import html
import re

import pytest

from libraries.web.letters import every_kind
from notices.mails import reader
from notices.models import Notice, OutgoingMail

PAGE = "/thong-bao/mau-thu/"


@pytest.fixture
def page(client_of, lan):
    return html.unescape(client_of(lan).get(PAGE).content.decode())


def test_every_kind_of_letter_stands_on_the_page(page):
    shown = re.findall(r'aria-labelledby="([a-z_.]+)"', page)
    assert [name for name in shown if "." in name] == [kind.name for kind in every_kind()]
    for kind in every_kind():
        words = kind.letter(**kind.example).words
        assert kind.occasion in page and words.title in page, kind.name
        assert all(paragraph in page for paragraph in words.paragraphs), kind.name


def test_addressed_to_the_reader_in_the_words_of_the_real_ones(page, lan, bloc):
    count = len(every_kind())
    assert page.count(f"Kính gửi {reader(lan, '')}") == 2 * count  # HTML, and its twin
    assert page.count(f"<b>Tổ thư ký {bloc.name}</b>") == count


def test_reading_it_tells_nobody_anything(page):
    assert not Notice.objects.exists() and not OutgoingMail.objects.exists()


def test_secretariats_and_the_board_read_it_others_do_not(client_of, lan, mai, minh, hoa, nam):
    assert [client_of(user).get(PAGE).status_code for user in (lan, mai, minh, hoa, nam)] == [200, 200, 403, 403, 403]
    assert PAGE in client_of(lan).get("/thong-bao/").content.decode()
    assert PAGE not in client_of(hoa).get("/thong-bao/").content.decode()
