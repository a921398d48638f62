"""Pages leave compressed and of a length that says nothing; other files as they are."""

import gzip

import pytest

pytestmark = pytest.mark.django_db


def test_a_page_is_a_fifth_on_the_wire(client_of, lan):
    browser = client_of(lan)
    answer = browser.get("/nhat-ky/", HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    page = gzip.decompress(answer.content)
    assert answer["Content-Encoding"] == "gzip" and "Accept-Encoding" in answer["Vary"]
    assert len(page) > 4096 and len(answer.content) <= 0.3 * len(page)
    assert b"</html>" in page and int(answer["Content-Length"]) == len(answer.content)
    lengths = {len(browser.get("/nhat-ky/", HTTP_ACCEPT_ENCODING="gzip").content) for _ in range(8)}
    assert len(lengths) > 1, "the same page is not always as long"


def test_whoever_cannot_read_it_gets_it_plain(client_of, lan):
    answer = client_of(lan).get("/nhat-ky/")
    assert "Content-Encoding" not in answer and b"</html>" in answer.content


def test_files_are_left_alone(visitor, db):
    answer = visitor.get("/favicon.ico", HTTP_ACCEPT_ENCODING="gzip")
    assert "Content-Encoding" not in answer and answer.content[:4] == b"\0\0\1\0"
