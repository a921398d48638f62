"""Addresses nobody was given: garbage in paths, in query strings, in headers; pages that must not lead elsewhere."""

import inspect
import re
import zlib
from urllib.parse import quote, urlsplit

import pytest
from django.urls import get_resolver, resolve, reverse

from tests.hostile.judge import NOT_OURS, VIETNAMESE
from tests.hostile.kinds import KINDS
from tests.hostile.test_every_form import ALL
from tests.hostile.trying import Answer, ask
from units.sample import SAMPLE_PASSWORD

pytestmark = pytest.mark.django_db

NUMBERS = [
    "0",
    "00",
    "007",
    "99999999",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "9" * 400,
    "9" * 5000,
]
WORDS = [
    "khong-co", "a" * 5000, "%00", "abc%00def", "..%2f..%2fetc%2fpasswd", "%2e%2e", "%ff%fe", "%ed%a0%80", "%F0%9F%8E%89",
    "Kh%E1%BB%91i", "'%20OR%201=1--", "%3Cscript%3E", "%7B%7B7*7%7D%7D", "%0d%0aSet-Cookie:%20qx=1", "١", "-1", "%C2%A0", "None",
    "%E2%80%AEqx", "a" * 19, "2" * 20, "0" * 64,
]  # fmt: skip
UUIDS = ["00000000-0000-4000-8000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"]
FILLS = {"int": NUMBERS, "slug": ["khong-co", "a" * 5000, "-", "_", "0"], "str": WORDS, "uuid": UUIDS}


def routes(resolver=None, before=""):
    """(path with its converters, callback) of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern, here)
        else:
            yield here, pattern.callback


def garbage(route: str):
    """The route with each of its arguments in turn wrong, the others harmless."""
    places = re.findall(r"<(?:(\w+):)?(\w+)>", route)
    for turn, (kind, _) in enumerate(places):
        fills = FILLS[kind or "str"]
        if not ALL:  # some of them, other ones for each address
            start = zlib.crc32(route.encode()) + turn
            fills = [fills[(start + number * 5) % len(fills)] for number in range(min(5, len(fills)))]
        for value in fills:
            path = route
            for other, (its_kind, name) in enumerate(places):
                plain = {"int": "1", "slug": "doanh-nghiep-2", "uuid": UUIDS[0], "str": "x"}[its_kind or "str"]
                path = re.sub(rf"<(\w+:)?{name}>", lambda _, v=value if other == turn else plain: v, path, count=1)
            yield f"/{path}"


def told(answer: Answer) -> str:
    """What is wrong with it, as an answer to something that is not there."""
    if answer.trouble:
        return f"exception {answer.trouble}"
    if answer.status >= 500:
        return f"status {answer.status}"
    if answer.status >= 400 and answer.kind.startswith("text/html"):
        tree = answer.tree()
        words = " ".join(node.text_content() for node in tree.xpath("//main")) if tree is not None else ""
        if not VIETNAMESE.search(words) or NOT_OURS.search(words):
            return f"no sentence of ours (status {answer.status})"
    return ""


def test_garbage_in_every_path(house):
    tries, found = 0, []
    for route, callback in routes():
        acts = getattr(callback, "is_acting", False)
        for address in garbage(route):
            for persona in ("lan",):
                answer = ask(house, persona, "POST" if acts else "GET", address)
                tries += 1
                if wrong := told(answer):
                    found.append(f"{address[:120]} ({persona}): {wrong}")
    print(f"\n{tries} addresses that lead nowhere")
    assert not found, "\n".join(found)


ODD_PATHS = [
    "//evil.example", "///", "/%2f%2fevil.example", "/..;/", "/%2e%2e/%2e%2e/etc/passwd", "/.git/config", "/static/../manage.py",
    "/static/%2e%2e/%2e%2e/manage.py", "/\\evil.example", "/%5cevil.example", "/" + "a" * 10_000, "/%00", "/%ff%fe/", "/%ed%a0%80/",
    "/admin/", "/xac-minh/.json", "/xac-minh//", "/xac-minh/%2e%2e%2f.json", "/quy-che/1", "/quy-che/1/pdf", "/QUY-CHE/", "/quy-che/１/",
    "/quy-che/+1/", "/quy-che/1e1/", "/quy-che/1%20/", "/quy-che/-1/", "/favicon.ico", "/robots.txt", "/đơn-vị/", "/.well-known/security.txt",
]  # fmt: skip


def test_odd_paths(house):
    found = []
    for address in ODD_PATHS:
        for persona in ("visitor", "lan"):
            answer = ask(house, persona, "GET", address)
            if wrong := told(answer):
                found.append(f"{address[:80]} ({persona}): {wrong}")
            # Where it sends on, it is a path of this house.
            if answer.location and (urlsplit(answer.location).netloc or not answer.location.startswith("/")):
                found.append(f"{address[:80]} ({persona}): leads to {answer.location}")
            if answer.location.startswith(("//", "/\\")):
                found.append(f"{address[:80]} ({persona}): leads to {answer.location}")
    assert not found, "\n".join(found)


# What pages read from their addresses, wherever the code names it.
ASKED = re.compile(r"""(?:request\.GET(?:\.get\(|\[)|asked_words\(request, )["']([\w-]+)["']""")
QUERIES = [
    "-1", "0", "1", "999999", "abc", "9" * 30, "9" * 5000, "１", "١", "1.5", "1e9", "NaN", "%00", "a%00b", "%ff", "%ED%A0%80", "", "%20%20",
    quote("Đỗ Thị Hòa"), quote("<script>qxquery()</script>"), quote("' OR 1=1 --"), quote("{{ 7000100010001|add:2000200020002 }}"), quote("%_\\"),
    quote("\u202eqx"), quote("ZZ\u0301\u0323" * 30), "a" * 10_000, quote("Hòa tiêu " * 1500), "31/02/2026", "None", "[]", "true",
]  # fmt: skip


def queries_for(view: str, name: str) -> list[str]:
    """Some of them, other ones for each name of each page."""
    if ALL:
        return QUERIES
    start = zlib.crc32(f"{view} {name}".encode())
    return [QUERIES[(start + number * 5) % len(QUERIES)] for number in range(3)]


def test_garbage_in_every_query(walked, house):
    """Every page × every name its code reads × odd values."""
    by_name = {}
    for _, callback in routes():
        plain = inspect.unwrap(callback)
        by_name.setdefault(plain.__name__, plain)
    tries, found = 0, []
    for view, (persona, address) in walked.pages.items():
        plain = by_name[view.rsplit(":", 1)[-1]]
        source = inspect.getsource(inspect.getmodule(plain))
        asked = set(ASKED.findall(source))
        if "listing.answer(" in source:
            asked |= {"tim", "don_vi", "ca_cu", "nam", "loc", "khoi", "doi-tuong", "trang-thai"}
            asked |= {"trang", "sau", "truoc", "xep", "xuat"}
        for name in sorted(asked):
            for value in queries_for(view, name):
                answer = ask(house, persona, "GET", f"{address.split('?')[0]}?{name}={value}")
                tries += 1
                wrong = told(answer)
                if not wrong and ("<script>qxquery()" in answer.page or "9000300030003" in answer.page):
                    wrong = "stands in the page unescaped"
                if wrong:
                    found.append(f"{address.split('?')[0]}?{name}={value[:60]} ({persona}): {wrong}")
    print(f"\n{len(walked.pages)} pages, {tries} odd query strings")
    assert not found, "\n".join(found)


def test_a_query_of_many_and_repeated_names(walked, house):
    persona, address = walked.pages["units:person_list"]
    for query in (
        "&".join(f"a{n}=1" for n in range(5_000)),
        "tim=a&tim=b&tim=",
        "&&&===&",
        "tim",
        "=",
        "%",
        "tim[]=a",
        "?" * 2000,
    ):
        answer = ask(house, persona, "GET", f"{address.split('?')[0]}?{query}")
        assert not told(answer), f"{query[:40]}: {told(answer)}"


ELSEWHERE = [
    "http://evil.example/", "https://evil.example/", "//evil.example/", "///evil.example/", "////evil.example", "/\\evil.example/",
    "\\\\evil.example/", "\\/evil.example", "http:evil.example", "http:///evil.example", "https:evil.example/", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "data:text/html,qx", "vbscript:x", " //evil.example", "\t//evil.example", "/\t/evil.example", "/\n/evil.example",
    "\x01//evil.example", "／／evil.example", "//evil。example", "//testserver@evil.example", "//evil.example@testserver:99999", "http://[::1",
    "http://testserver.evil.example/", "%2f%2fevil.example", "/%2f%2fevil.example/../", "abc", "units:login", "?a=b", "#a", ".", "..",
    "/x\r\nSet-Cookie: qx=1", "/" + "a" * 9000, "/\x00", "home", "evil.example", "mailto:a@b.vn", "//",
]  # fmt: skip


def test_after_login_nobody_is_led_elsewhere(house):
    found = []
    for wanted in ELSEWHERE:
        for by_post in (True, False):
            query = "" if by_post else f"?next={quote(wanted, safe='')}"
            body = f"username=lan&password={SAMPLE_PASSWORD}" + (f"&next={quote(wanted, safe='')}" if by_post else "")
            answer = ask(
                house,
                "visitor",
                "POST",
                f"/dang-nhap/{query}",
                body=body,
                content_type="application/x-www-form-urlencoded",
            )
            there = urlsplit(answer.location)
            led_away = there.netloc or there.scheme or not re.match(r"/(?![/\\])", answer.location)
            if answer.trouble or answer.status != 302 or led_away or "\n" in answer.location:
                found.append(f"{wanted[:60]!r}: {answer.status} {answer.trouble} {answer.location[:80]!r}")
            shown = ask(house, "visitor", "GET", f"/dang-nhap/?next={quote(wanted, safe='')}")
            if wrong := told(shown):
                found.append(f"{wanted[:60]!r} shown: {wrong}")
    assert not found, "\n".join(found)


HEADERS = [
    {"HTTP_USER_AGENT": "Mozilla " * 3000}, {"HTTP_USER_AGENT": ""}, {"HTTP_USER_AGENT": "<script>qxagent()</script>"},
    {"HTTP_ACCEPT_LANGUAGE": "xx-" * 4000}, {"HTTP_ACCEPT_LANGUAGE": "en,*;q=NaN"}, {"HTTP_ACCEPT": "*/*;q=" + "9" * 999},
    {"HTTP_COOKIE": "phien=" + "a" * 5000}, {"HTTP_COOKIE": "phien=../../etc; csrf=%00"}, {"HTTP_COOKIE": ";;;=;=x;\"\\"},
    {"HTTP_COOKIE": "messages=W10"}, {"HTTP_REFERER": "http://evil.example/\r\nX: y"}, {"HTTP_REFERER": "không phải địa chỉ"},
    {"HTTP_X_FORWARDED_FOR": "1.2.3.4, <script>"}, {"HTTP_X_FORWARDED_FOR": "9" * 5000}, {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_X_FORWARDED_PROTO": "https"}, {"HTTP_RANGE": "bytes=0-,-1,999999999999999999999-"}, {"HTTP_IF_MODIFIED_SINCE": "31/02/2026"},
    {"HTTP_IF_NONE_MATCH": '"' * 999}, {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "javascript:alert(1)"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://[::1"}, {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "<b>"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "true", "HTTP_HX_CURRENT_URL": "%ff%00"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"}, {"HTTP_EXPECT": "100-continue"}, {"HTTP_TRANSFER_ENCODING": "chunked"},
    {"HTTP_AUTHORIZATION": "Basic " + "=" * 99}, {"REMOTE_ADDR": ""}, {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
]  # fmt: skip


def test_odd_headers(house):
    found = []
    pages = [
        "/",
        "/dang-nhap/",
        "/xac-minh/",
        "/don-vi/",
        reverse("records:verdict_detail", args=["A" * 20]),
        "/suc-khoe/",
    ]
    for headers in HEADERS:
        for address in pages:
            for persona in ("visitor", "lan"):
                answer = ask(house, persona, "GET", address, **headers)
                if wrong := told(answer) or ("qxagent()" in answer.page and "shown as it is"):
                    found.append(f"{address} ({persona}) {str(headers)[:80]}: {wrong}")
        body = "username=lan&password=khong-dung"
        answer = ask(
            house,
            "visitor",
            "POST",
            "/dang-nhap/?a=%00",
            body=body,
            content_type="application/x-www-form-urlencoded",
            **headers,
        )
        if wrong := told(answer):
            found.append(f"login {str(headers)[:80]}: {wrong}")
    assert not found, "\n".join(found)


def test_strange_hosts_are_refused(house):
    for host in (
        "evil.example",
        "testserver:x",
        "testserver@evil.example",
        "[::1",
        "testserver/../",
        "",
        "a" * 3000,
        "tëstserver",
    ):
        answer = ask(house, "visitor", "GET", "/dang-nhap/", HTTP_HOST=host)
        assert answer.status == 400 and not answer.trouble, f"{host[:40]!r}: {answer.status} {answer.trouble}"


def test_strange_verbs_on_every_page(walked, house):
    found = []
    for persona, address in walked.pages.values():
        for verb in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QX", "HEAD"):
            if verb == "POST" and hasattr(resolve(urlsplit(address).path).func, "is_form_page"):
                continue  # its own verb: forms get their hostile values in test_every_form
            answer = ask(house, persona, verb, address, body="a=1", content_type="application/x-www-form-urlencoded")
            if answer.trouble or answer.status >= 500:
                found.append(f"{verb} {address} ({persona}): {answer.status} {answer.trouble}")
            elif verb != "HEAD" and answer.written:
                found.append(f"{verb} {address} ({persona}): wrote {sorted(answer.written)}")
    assert not found, "\n".join(found)


def test_codes_of_verification(house):
    """/xac-minh/?code=… and the pages of codes, with everything text can be."""
    found = []
    for kind in KINDS:
        if "text" not in kind.fits:
            continue
        value = kind.bytes or quote(kind.value[:20_000], safe="")
        for address in (f"/xac-minh/?code={value}", f"/xac-minh/{value[:3000]}/", f"/xac-minh/{value[:3000]}.json"):
            answer = ask(house, "visitor", "GET", address)
            wrong = told(answer) or (kind.raw and kind.raw in answer.page and "html" in answer.kind and "unescaped")
            if wrong or answer.status not in (200, 302, 301, 404, 422):
                found.append(f"{address[:60]} ({kind}): {answer.status} {wrong}")
    assert not found, "\n".join(found)
