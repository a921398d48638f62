"""Chapter of the regulation: drafted from a skeleton, commented on by the units, answered, settled; later issued."""

from law.queries import suggested_basis
from libraries.web import clock
from tests.stories.person import Person
from tests.stories.signing import signed_and_issued
from tests.stories.stage import Cast, on

TITLE = "Quy chế tổ chức và hoạt động của Khối thi đua Doanh nghiệp 2"
OWN_BASIS = "Căn cứ Quyết định số 1826/QĐ-UBND ngày 29/10/2010"
PRINCIPLE = "Tự nguyện, bình đẳng, công khai, dân chủ, đồng thuận, tôn trọng lẫn nhau."
NEW_ARTICLE = "Lưu trữ hồ sơ"
PROPOSED = "Tổ chức trong quý I; trường hợp bất khả kháng do Khối trưởng quyết định."
ANSWER = "Tiếp thu, đã bổ sung trường hợp bất khả kháng."
EXPLANATION = "Kinh phí thực hiện theo quy định tại Điều về kinh phí."


def begun(lan: Person, **more: str) -> str:
    """A regulation of the year, from the skeleton; answers the address of its draft."""
    lan.open("/quy-che/").follow("Soạn thảo quy chế").press("Soạn thảo", more)
    lan.follow("Soạn thảo nội dung")
    return f"/du-thao/{lan.pk}/"


def gaps_filled(secretary: Person, draft: str, units: int) -> None:
    """What the frame leaves open is written, as the check of the text asks; a number of units has to be the bloc's."""
    secretary.open(draft).follow("Soạn thảo nội dung")
    gaps = [(area.get("aria-label"), area.text_content()) for area in secretary.page.xpath("//textarea[@name='body']")]
    for label, words in gaps:
        if "[…]" in words:
            button = label.replace("Nội dung", "Lưu", 1)
            secretary.press(button, {label: words.strip().replace("[…]", f"{units:02}")})


def drafted(cast: Cast) -> str:
    """Begun from the skeleton, a clause rewritten, an article added and moved; answers the address of the draft."""
    lan = cast["lan"]
    draft = begun(lan, title=TITLE, legal_basis=f"{suggested_basis(clock.today())}\n{OWN_BASIS}")
    gaps_filled(lan, draft, 9)
    lan.press("Lưu khoản 1 Điều 3", {"Nội dung khoản 1 Điều 3": PRINCIPLE})
    lan.press("Thêm điều", beside="Thêm vào cuối văn bản")
    number = max(
        int(words.split()[-1].rstrip("."))
        for words in lan.page.xpath("//*[@class='node-number']/text()")
        if words.startswith("Điều")
    )
    added = f"Điều {number}"
    lan.press(f"Lưu {added}", {f"Tiêu đề {added}": NEW_ARTICLE, f"Nội dung {added}": "Tổ thư ký lưu hồ sơ của Khối."})
    lan.open(draft).press("Lưu thành Dự thảo lần 1", {"Ghi chú của bản này": "sau cuộc họp Tổ thư ký"})
    lan.open(draft).reads("Dự thảo lần 1", "sau cuộc họp Tổ thư ký")
    return draft


def sent_for_comments(cast: Cast, draft: str, closes_at: str, by: str = "lan") -> str:
    lan = cast[by]
    lan.open(draft).follow("Gửi lấy ý kiến").reads("9 đơn vị" if by == "lan" else "3 đơn vị")
    lan.press("Gửi lấy ý kiến", {"Hạn góp ý": closes_at, "Nội dung cần góp ý": "Đề nghị góp ý chế độ làm việc."})
    lan.reads("Đang lấy ý kiến")
    return f"/du-thao/lay-y-kien/{lan.pk}/"


def commented_on(cast: Cast, round_: str) -> None:
    """Staff write, the leader sends; a second unit asks; a third agrees with all of it."""
    nam, hoa, son, dung = cast["nam"], cast["hoa"], cast["son"], cast["dung"]
    nam.open("/thong-bao/").reads("Kính mời góp ý (hạn ")
    piece = next(
        o.text_content()
        for o in nam.open(round_).page.xpath("//select[@name='phan']/option")
        if "Phát động" in o.text_content()
    )
    nam.press("Góp ý", {"Phần được góp ý": piece}, beside="Toàn văn dự thảo")
    said = {"Ý kiến": "Nhất trí, đề nghị sửa", "Nội dung góp ý": "Nêu trường hợp bất khả kháng."}
    nam.press("Lưu góp ý", said)
    assert not nam.open(round_).offers("Gửi 1 góp ý"), "staff do not send"
    son.open(round_).does_not_read("bất khả kháng")

    hoa.open(round_).reads("1 góp ý").press("Gửi 1 góp ý")
    hoa.open(round_).reads("đã gửi 1 góp ý")
    son.open(round_).press("Góp ý", {"Phần được góp ý": "Toàn văn dự thảo"}, beside="Toàn văn dự thảo")
    son.press("Lưu góp ý", {"Ý kiến": "Đề nghị làm rõ", "Nội dung góp ý": "Tổ thư ký có kinh phí riêng không?"})
    son.open(round_).press("Gửi 1 góp ý")
    dung.open(round_).press("Nhất trí toàn văn")
    dung.open(round_).reads("nhất trí toàn văn")


def closed_and_answered(cast: Cast, draft: str, round_: str) -> None:
    lan = cast["lan"]
    lan.open(round_).reads("3/9 đơn vị").follow("Trả lời góp ý")
    for _ in range(2):
        question = "kinh phí riêng" in lan.page.xpath("string(//li[.//form])")
        result, words = ("Giải trình", EXPLANATION) if question else ("Tiếp thu", ANSWER)
        lan.press("Gửi trả lời", {"Kết quả tiếp thu, giải trình": result, "Nội dung tiếp thu, giải trình": words})
        if not lan.offers("Gửi trả lời"):
            break
    lan.open(f"{draft}soan/")
    place = lan.page.xpath("string(//textarea[contains(., 'Tổ chức trong quý I')]/@aria-label)")
    lan.press(f"Lưu {place.removeprefix('Nội dung ')}", {place: PROPOSED})


def reminded(cast: Cast, round_: str) -> None:
    cast["lan"].open(round_).press("Gửi nhắc đơn vị chưa góp ý")
    assert "góp ý" in cast["khanh"].open("/thong-bao/").words


def response_table_issued(cast: Cast, draft: str, round_: str) -> None:
    lan = cast["lan"]
    lan.open(round_).reads("Đã kết thúc").follow("Xem và trình ký bảng tổng hợp").reads(ANSWER, EXPLANATION)
    how = {"signers": ("minh",), "until": "30/5/2020 17:00", "button": "Ký bảng tổng hợp"}
    signed_and_issued(cast, f"{round_}tong-hop/", **how)
    lan.open(f"{round_}tong-hop/").reads("Đã hoàn thành bảng tổng hợp")
    for address, start in (("pdf/", b"%PDF"), ("word/", b"PK")):
        assert cast["binh"].open(f"{round_}tong-hop/{address}").content.startswith(start)
    # Whoever was late finds the door shut, on the page and on the path of the form that was open before.
    assert not cast["khanh"].open(round_).offers("Nhất trí toàn văn")
    lan.open(draft).follow("Kiểm tra và chốt nội dung").press("Chốt nội dung")
    lan.open(draft).reads("Nội dung đã chốt")


def made(cast: Cast) -> str:
    """From the first word to the settled text; answers the address of the regulation."""
    with on("2020-05-04 09:00"):
        draft = drafted(cast)
    with on("2020-05-06 08:30"):
        round_ = sent_for_comments(cast, draft, "22/5/2020")
    with on("2020-05-13 09:00"):
        commented_on(cast, round_)
    with on("2020-05-20 08:00"):
        reminded(cast, round_)
        late = late_form(cast, round_)
    with on("2020-05-25 08:00"):
        comes_too_late(cast, late)
        closed_and_answered(cast, draft, round_)
    with on("2020-05-28 09:00"):
        response_table_issued(cast, draft, round_)
        cast["lan"].open("/quy-che/").follow(TITLE)
        return cast["lan"].path


def late_form(cast: Cast, round_: str) -> str:
    """Somebody opens the page in time, and leaves it open."""
    cast["khanh"].open(round_)
    return round_


def comes_too_late(cast: Cast, round_: str) -> None:
    cast["khanh"].press("Nhất trí toàn văn", expect=409).reads("Thời gian góp ý đã kết thúc")
    assert not cast["khanh"].open(round_).offers("Nhất trí toàn văn")


def adopted(cast: Cast, regulation: str) -> None:
    lan = cast["lan"]
    lan.open(regulation).follow("Xác nhận đã thông qua").press(
        "Xác nhận đã thông qua", {"Biểu quyết thông qua": "Thông qua"}
    )
    lan.open(regulation).reads("Đã thông qua")


def issued(cast: Cast, regulation: str) -> str:
    """Signed by the Khối trưởng, then numbered; answers the verification code."""
    lan = cast["lan"]
    how = {"signers": ("minh",), "until": "08/7/2020 17:00", "button": "Ký quy chế"}
    signed_and_issued(cast, regulation, **how, more={"Ngày có hiệu lực": "06/7/2020"})
    lan.open(regulation).reads("01/QC-KTĐDN2", PROPOSED)
    assert cast["son"].open(f"{regulation}pdf/").content.startswith(b"%PDF")
    assert cast["son"].open(f"{regulation}word/").content.startswith(b"PK")
    return lan.page.xpath("string(//*[@id='van-ban']//*[@class='code'])")
