"""The kinds of hostile values, each with a word. `fits` says to which boxes a kind is thrown.

Markup kinds carry a mark (`raw`): if those letters stand in a page as they are, they were not escaped.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    word: str
    value: str
    fits: frozenset[str]
    raw: str = ""  # must not stand in any page
    shown: bool = True  # what was typed can be shown again letter by letter
    bytes: str = ""  # the percent-encoded form, where it is no valid text

    def __str__(self):
        return self.word


KINDS: list[Kind] = []


def _add(fits: str, **values: str | tuple) -> None:
    for word, value in values.items():
        extra = {}
        if isinstance(value, tuple):
            value, extra = value
        KINDS.append(Kind(word.replace("_", "-"), value, frozenset(fits.split()), **extra))


def _markup(text: str) -> tuple:
    return text, {"raw": text}


ALL = "text date moment number choice hidden"
UNSEEN = {"shown": False}

# --- Text that would become something else than text -----------------------------------------------------------------
_add(
    "text",
    script=_markup("<script>qxone()</script>"),
    img_onerror=_markup("<img src=qx onerror=alert(1)>"),
    svg_onload=_markup("<svg onload=qxsvg(1)>"),
    iframe=_markup("<iframe srcdoc='<b>qx</b>'>"),
    style_import=_markup("<style>@import 'file:///etc/passwd';</style>"),
    leaving_a_quote=('qx" autofocus onfocus="qxquote()', {"raw": 'qx" autofocus onfocus="qxquote()'}),
    leaving_a_textarea=_markup("</textarea><b id=qxarea>"),
    leaving_a_title=_markup("</title><b id=qxtitle>"),
    html_comment=_markup("<!-- qxcomment"),
    cdata=_markup("]]><qx>"),
    entity="&lt;b&gt; &amp;#x3C;qx&#62; &nbsp;",
    xml_entity=_markup('<!DOCTYPE qx [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;'),
    template_variable=("{{ 7000100010001|add:2000200020002 }} {{ request.user.password }}", {"raw": "9000300030003"}),
    template_tag=("{% load static %}{% include 'base.html' %}{# qx #}", {}),
    format_braces="{0.__class__.__mro__} %(x)s %s %n {}",
    sql_quote="qx'); DROP TABLE units_unit; --",
    sql_union="%' UNION SELECT password FROM units_user WHERE ''='",
    sql_wildcards="%_%\\",
    shell="$(reboot) `id` | nc 127.0.0.1 9; ",
    formula='=HYPERLINK("http://qx.example","x")',
    formula_plus="+84 225 +cmd|' /C calc'!A0",
    javascript_address="javascript:alert(document.domain)",
    data_address="data:text/html;base64,PHNjcmlwdD4=",
    folders="../../../../etc/passwd",
    windows_folders="..\\..\\C:\\Windows\\win.ini",
    percent_encoding="%00%0d%0aSet-Cookie:%20qx=1",
    json_text='{"__proto__": {"qx": true}, "a": [1, null]}',
    ldap="*)(uid=*))(|(uid=*",
    backslashes="\\\\qx\\'\\\"\\u0041\\x41",
    css_expression="expression(qx) url(http://qx.example) }}",
)

# --- Letters -------------------------------------------------------------------------------------------------------
_add(
    "text",
    nfd="Hòa tiêu hàng hải Khu vực Ⅱ – Đỗ Thị Hòa",  # replaced below by its NFD form
    old_tone="Hoà bình, thuỷ thủ, khoẻ mạnh",
    new_tone="Hòa bình, thủy thủ, khỏe mạnh",
    stacked_capitals="NGUYỄN THỊ ẴM ỄNH ƯƠNG ỠM Ờ",
    emoji="Hoàn thành 🎉🏆",
    emoji_joined="👩‍✈️ 👨‍👩‍👧‍👦 🇻🇳",
    beyond_the_plane="𠮷野 𝔎𝔱𝔡 𡨸喃",
    full_width_letters="ｋｈｏｉｔｈｉｄｕａ",
    zalgo="K" + "\u0301\u0323\u0302" * 40 + "hối",
    tibetan_pile="ཏ" + "ྱྱྱྱྱྱྱྱྱྱ" * 20,
    right_to_left="תחרות עם مسابقة",
    zero_width="Khối\u200b thi\u200c đua\u200d\u2060",
    only_zero_width="\u200b\u200b\u200b",
    bom="\ufeffKhối thi đua",
    soft_hyphen="Khối\u00ad thi\u00ad đua",
    nbsp="Khối\u00a0thi\u202fđua",
    line_separator="Khối\u2028thi\u2029đua",
    ligature="ﬁle ﷺ ǆ",
    curly_quotes="“Khối” ‘thi’ … – — ‑",
    private_use="\ue000\uf8ff",
    tags="Khối\U000e0041\U000e0042",
    one_letter="K",
    a_dot=".",
    none="None",
    null="null",
    digits="0000000000",
)
_add(
    ALL,
    nul=("Khối\x00thi đua", UNSEEN),
    bell=("Khối\x07\x1b[31m thi", UNSEEN),
    delete=("Khối\x7f", UNSEEN),
    c1=("Khối\x85\x9b thi", UNSEEN),
    bidi_override="Khối \u202eaud iht\u202c",
    bidi_isolate="Khối \u2067thi\u2069",
    noncharacter=("Khối\ufffe\uffff", UNSEEN),
    replacement="Khối\ufffd",
    lone_surrogate=("Khối", {"bytes": "Kh%ED%A0%80i", **UNSEEN}),
    bad_utf8=("Khối", {"bytes": "Kh%FF%C3%28%F0%9F", **UNSEEN}),
    overlong_utf8=("Khối", {"bytes": "Kh%C0%AFi%E0%80%80", **UNSEEN}),
    latin1=("Khối", {"bytes": "Th%E0nh%20ph%F4", **UNSEEN}),
    only_spaces="          ",
    only_nbsp="\u00a0\u3000\u2003",
    empty="",
    spaces_around="   Khối thi đua   ",
    tab="Khối\tthi đua",
    line_break=("Khối\r\nBcc: ai@do.vn\r\n\r\nthi đua", {}),
    bare_return=("Khối\rthi đua", {}),
    word_of_5000="Ngoằn" * 1000,
    megabyte=("Khối thi đua. " * 72_000, UNSEEN),
)
_add("text", ten_thousand_lines=("x\n" * 10_000, {}), markup_of_100_kb=("<b>" * 33_000, UNSEEN))

# --- Dates -----------------------------------------------------------------------------------------------------------
_add(
    "date moment",
    no_such_day="31/02/2026",
    no_leap_year="29/02/2026",
    leap_day="29/02/2028",
    no_such_month="32/13/2026",
    month_first="12/31/2026",
    day_first="05/11/2026",
    two_digit_year="05/11/26",
    one_digits="5/1/2027",
    year_zero="01/01/0000",
    year_one="01/01/0001",
    year_9999="31/12/9999",
    year_10000="01/01/10000",
    year_1899="31/12/1899",
    long_ago="01/01/1900",
    far_away="31/12/2200",
    negative_year="01/01/-2026",
    minus_day="-1/5/2026",
    iso="2027-11-05",
    iso_moment="2027-11-05T17:00:00Z",
    with_zone="2027-11-05T17:00+07:00",
    no_separators="05112027",
    backwards="2027/11/05",
    in_words="ngày 05 tháng 11 năm 2026",
    today_in_words="hôm nay",
    full_width_date="０５/１１/２０２６",
    arabic_date="٠٥/١١/٢٠٢٦",
    day_and_month="05/11",
    three_dates="05/11/2026/07",
    mixed="05-11/2026",
    date_and_more="05/11/2026; DROP TABLE",
    unix_time="1764000000",
    no_number="NaN",
    yesterday_evening="05/11/2025 17:00",
    hour_25="05/11/2027 25:61",
    midnight_24="05/11/2027 24:00",
    leap_second="30/06/2027 23:59:60",
    hour_first="17:00 05/11/2027",
    hour_with_g="05/11/2027 17g30",
    millions_of_digits=("1" * 200_000, UNSEEN),
)

# --- Numbers ---------------------------------------------------------------------------------------------------------
_add(
    "number",
    over_the_most="101",
    way_over="99999999999",
    zero="0",
    negative="-5",
    minus_zero="-0",
    unicode_minus="−5",
    two_minus="--5",
    plus="+5",
    exponent="1e5",
    overflow="1e400",
    underflow="1e-400",
    nan="NaN",
    signalling_nan="sNaN",
    infinity="Infinity",
    minus_infinity="-inf",
    thousands="1.045",
    thousands_and_comma="1.045,5",
    comma="98,75",
    dot="98.75",
    english="1,045.50",
    many_decimals="1,23456789",
    full_width_digits="５０",
    arabic_digits="٥٠",
    devanagari_digits="५०",
    superscript="5²",
    fraction="½",
    roman="Ⅳ",
    leading_zeros="0007",
    hexadecimal="0x10",
    underscore="1_000",
    percent="50%",
    sum_of_two="1+1",
    number_in_words="năm mươi",
    spaces_between="1 000 000",
    of_400_digits="9" * 400,
    of_a_million_digits=("9" * 1_000_000, UNSEEN),
)

# --- Choices, hidden boxes, buttons: what a page offers, and what it hides -------------------------------------------
_add(
    "choice hidden",
    unknown_choice="khong-co-trong-danh-sach",
    letters_for_an_id="abc",
    markup_for_an_id=_markup("<script>qxid()</script>"),
    sql_for_an_id="1 OR 1=1",
    id_zero="0",
    id_negative="-1",
    id_next_to_none="999999999",
    id_over_64_bits="9223372036854775808",
    id_of_400_digits="9" * 400,
    id_of_5000_digits="9" * 5000,
    id_full_width="１",
    id_arabic="١",
    id_with_point="1.0",
    id_exponent="1e1",
    id_with_spaces=" 1 ",
    id_underscore="1_0",
    id_of_others="",  # replaced for each box by ids that other forms and blocs use
    uuid_of_nobody="00000000-0000-4000-8000-000000000000",
    uuid_garbage="zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz",
    a_list="[1,2]",
    true="True",
    mark_garbage="deadbeef" * 8,
    stale_revision="0",
)


def _nfd(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFD", text)


KINDS[:] = [Kind(k.word, _nfd(k.value), k.fits) if k.word == "nfd" else k for k in KINDS]
