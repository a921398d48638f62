"""Pages leave compressed and of a length that says nothing; other files as they are."""

import gzip

import pytest

pytestmark = pytest.mark.django_db


def test_a_page_leaves_compressed(client_of, lan):
    browser = client_of(lan)
    answer = browser.get("/tai-khoan/", HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    page = gzip.decompress(answer.content)
    assert answer["Content-Encoding"] == "gzip" and "Accept-Encoding" in answer["Vary"]
    # Pages of lists, which are long, come to a sixth or less; a short page has fewer words to repeat.
    assert len(page) > 2000 and len(answer.content) <= 0.4 * len(page), (len(page), len(answer.content))
    assert b"</html>" in page and int(answer["Content-Length"]) == len(answer.content)
    lengths = {len(browser.get("/tai-khoan/", HTTP_ACCEPT_ENCODING="gzip").content) for _ in range(8)}
    assert len(lengths) > 1, "the same page is not always as long"


def test_whoever_cannot_read_it_gets_it_plain(client_of, lan):
    answer = client_of(lan).get("/tai-khoan/")
    assert "Content-Encoding" not in answer and b"</html>" in answer.content


def test_files_are_left_alone(visitor, db):
    answer = visitor.get("/favicon.ico", HTTP_ACCEPT_ENCODING="gzip")
    assert "Content-Encoding" not in answer and answer.content[:4] == b"\0\0\1\0"
