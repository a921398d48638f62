"""What each role does in Chromium. Every page at both widths: tests/house/test_axe.py."""

import pytest

from conferences import workflow as conferences
from khoithidua.sample.people import MEMBERS
from libraries.web import clock
from tests.browser import world
from units.models import Unit, User
from units.sample import SAMPLE_PASSWORD


def test_a_comment_is_written_by_staff_sent_by_the_leader_and_answered(screen_of):
    round_ = f"/du-thao/lay-y-kien/{world.consultation().pk}/"
    nam = screen_of("nam").open(round_)
    nam.page.get_by_label("Phần được góp ý").select_option(label="Điều 9. Trách nhiệm, quyền lợi của đơn vị thành viên")
    nam.press("Góp ý", exact=True).choose("Đề nghị làm rõ")
    nam.type("Nội dung góp ý", "Báo cáo gửi bằng văn bản hay qua hệ thống?").press("Lưu góp ý").reads("Chưa gửi")

    hoa = screen_of("hoa", 390).open(round_).press("Gửi 1 góp ý")
    hoa.page.get_by_role("dialog").get_by_role("button", name="Gửi góp ý").click()
    hoa.reads("đã gửi 2 góp ý")
    assert not hoa.faults()

    lan = screen_of("lan").open(round_)
    lan.press("Trả lời Hoa tiêu KV II, Điều 9").choose("Giải trình")
    lan.type("Nội dung tiếp thu, giải trình", "Gửi qua hệ thống.").press("Gửi trả lời")
    lan.open(round_).reads("Gửi qua hệ thống.")
    assert not lan.faults()


def test_a_leader_signs_on_the_telephone_in_three_steps(screen_of):
    long = screen_of("long", 390).open("/")
    long.press("Đọc và ký").reads("Hạn ký")
    assert not long.faults()
    long.press("Ký giao ước").reads("Lời xác nhận").prove(SAMPLE_PASSWORD)
    assert not long.faults()
    long.press("Đồng ý ký").reads("Đã ký thành công", "/9 đơn vị đã ký")
    assert not long.faults()


def test_a_leader_votes_with_two_touches(screen_of):
    ballot = _put_to_the_vote()
    binh = screen_of("binh", 390).open("/").open(f"/bieu-quyet/{ballot.pk}/")
    binh.press("Đồng ý", exact=True).reads("Ý kiến đã gửi không thay đổi được").press("Gửi ý kiến biểu quyết").reads(
        "Đã nhận ý kiến"
    )
    assert not binh.faults()


def _put_to_the_vote():
    """The conference to come has begun, all units are there, and the first question is put."""
    lan, conference = User.objects.get(username="lan"), world.conference()
    roll = [
        conferences.Presence(Unit.objects.get(slug=slug), "present", world.leader_of(slug).full_name, "Giám đốc")
        for slug in MEMBERS
    ]
    with clock.travel(conference.starts_at):
        conferences.record_attendance(conference, by=lan, roll=roll, guests_here=[])
        conference = conferences.open_conference(conference, by=lan)
        item = conference.agenda.first()
        return conferences.open_ballot(item, by=lan, question="Thông qua báo cáo tổng kết?")


def test_the_board_reviews_a_dossier_and_saves_by_keyboard(screen_of):
    duc = screen_of("duc").open("/").press("Thẩm định")
    dossier = duc.page.url
    duc.reads("Kiểm tra tự động").choose("Đạt").choose("Đồng ý đề nghị khen thưởng")
    duc.type("Nhận xét", "Thành tích rõ, có số liệu.")
    with duc.page.expect_navigation():
        duc.page.keyboard.press("Control+Enter")
    duc.open(dossier).reads("Đã lưu ý kiến")
    assert not duc.faults()


@pytest.mark.parametrize("width", [1366, 390])
def test_anyone_verifies_a_code_and_a_file(screen_of, width):
    document = world.certificate().document
    visitor = screen_of("", width).open("/xac-minh/")
    visitor.type("Mã xác thực", document.code.lower()).press("Kiểm tra mã").reads(
        "Đúng là văn bản do hệ thống phát hành"
    )
    for content, sentence in (
        (document.read(), "Tệp đúng với bản lưu"),
        (b"%PDF-1.7 khong phai", "Không xác nhận được tệp này"),
    ):
        visitor.open("/xac-minh/")
        file = {"name": "bang.pdf", "mimeType": "application/pdf", "buffer": content}
        visitor.page.get_by_label("Tệp PDF").set_input_files(file)
        visitor.press("Kiểm tra tệp").reads(sentence)
        assert not visitor.faults()
