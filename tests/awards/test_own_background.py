"""The city's own background: handed in, words placed, proofed; certificates of its time are printed on it for ever."""

import datetime
import io

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from awards import workflow
from awards.documents.certificate import make_certificate, proofread
from awards.forms.templates import PlacesForm, box_name
from awards.models import CertificateTemplate
from awards.queries.certificates import default_template
from records.files import read_content
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests.support.backgrounds import background_pdf, background_svg

DAY = datetime.date(2020, 1, 1)


@pytest.fixture
def handed_in(client_of, mai, diploma, real_papers):
    """Through the page, as the city does it."""
    answer = send(client_of(mai), diploma)
    template = CertificateTemplate.objects.get(name="Phôi 2020")
    assert answer.url == reverse("awards:template_places", args=[template.pk])
    return template


def send(browser, kind, content=None, *, name="nen.svg", **change):
    file = SimpleUploadedFile(name, background_svg() if content is None else content)
    data = {"kind": kind.pk, "name": "Phôi 2020", "valid_from": "01/01/2020", "file": file} | change
    return browser.post(reverse("awards:template_new"), data)


def boxes(template, **change):
    """What the form of places would send, with some boxes typed over."""
    form = PlacesForm(template=template, layout=template.layout(2020, "Thành phố"))
    data = {"revision": template.revision}
    for field in form:
        value = field.initial
        if isinstance(value, bool):
            data |= {field.name: "on"} if value else {}
        elif field.name != "revision":
            data[field.name] = str(value).replace(".", ",")
    return data | change


def test_a_file_becomes_a_sheet_of_its_size(handed_in):
    assert (handed_in.width_mm, handed_in.height_mm, handed_in.valid_from) == (420, 297, DAY)
    assert handed_in.artwork.head.read() == background_svg()  # byte for byte
    assert read_content(handed_in.artwork_sha256).startswith(b"%PDF")
    assert {place["slot"] for place in handed_in.places} >= {"recipient", "citation", "qr"}
    event = AuditEvent.objects.get(verb="awards.make_template")
    assert event.data["file"] == "nen.svg" and event.data["sha256"] == handed_in.artwork_sha256


@pytest.mark.parametrize(
    "content, name, said",
    [
        (background_svg("<script>alert(1)</script>"), "nen.svg", "có mã lệnh"),
        (background_svg('<image href="https://example.org/a.png"/>'), "nen.svg", "dữ liệu bên ngoài"),
        (background_svg("<text>BẰNG KHEN</text>"), "nen.svg", "Chuyển chữ thành đường nét"),
        (background_pdf(pages=2), "nen.pdf", "đúng một trang"),
        (background_pdf(120, 120), "nen.pdf", "Khổ giấy của tệp nền không phù hợp"),
        (background_pdf(), "nen.svg", "không có đuôi .pdf"),
        (b"\x89PNG\r\n\x1a\n", "nen.png", "Không mở được ảnh"),
        (b"<html></html>", "nen.svg", "không phải là PDF hoặc hình vẽ SVG"),
    ],
    ids=["script", "outside", "words", "two pages", "small", "ending", "picture", "html"],
)
def test_a_hostile_background_comes_back_with_a_sentence(client_of, mai, diploma, content, name, said):
    answer = send(client_of(mai), diploma, content, name=name)
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and "Phôi 2020" in page
    assert not CertificateTemplate.objects.exclude(artwork=None).exists()


def test_words_are_placed_and_the_proof_follows(client_of, mai, handed_in):
    browser = client_of(mai)
    url = reverse("awards:template_places", args=[handed_in.pk])
    page = browser.get(url).content.decode()
    assert "Tên ghi trên bằng: cách mép trái (mm)" in page and "các dòng không chồng lên nhau" in page
    proof = reverse("awards:template_picture", args=[handed_in.pk])
    saved = browser.get(proof)
    first = Image.open(io.BytesIO(b"".join(saved)))
    assert first.format == "JPEG" and first.width == 1200
    # What is typed and not saved shows too; what cannot be read shows what is saved.
    typed = boxes(handed_in, **{box_name("recipient", "y"): "200"})
    assert b"".join(browser.get(proof, typed)) != b"".join(browser.get(proof))
    assert b"".join(browser.get(proof, typed | {box_name("recipient", "y"): "x"})) == b"".join(browser.get(proof))
    for wrong in (
        {box_name("recipient", "x"): "421"},
        {box_name("recipient", "size"): "3"},
        {box_name("qr", "width"): "5"},
        {box_name("citation", "align"): "up"},
    ):
        assert browser.post(url, boxes(handed_in, **wrong)).status_code == 422, wrong
    assert (
        browser.post(
            url, boxes(handed_in, **{box_name("recipient", "x"): "111,5", box_name("recipient", "align"): "left"})
        ).status_code
        == 302
    )
    handed_in.refresh_from_db()
    (place,) = [place for place in handed_in.places if place["slot"] == "recipient"]
    assert (place["x_mm"], place["align"]) == (111.5, "left")
    # Of two who place at once the second is told.
    handed_in.revision = 1
    assert browser.post(url, boxes(handed_in)).status_code == 409


def test_a_line_that_the_background_has_is_left_out(client_of, mai, handed_in):
    data = boxes(handed_in)
    assert data.pop(box_name("country", "printed")) == "on"
    assert client_of(mai).post(reverse("awards:template_places", args=[handed_in.pk]), data).status_code == 302
    handed_in.refresh_from_db()
    assert "country" not in {place["slot"] for place in handed_in.places}


def test_the_sheet_is_chosen_by_the_day_of_the_decision(handed_in, diploma, mai):
    drawn = diploma.templates.get(is_default=True)
    assert default_template(diploma, datetime.date(2019, 12, 31)) == drawn
    assert default_template(diploma, DAY) == handed_in
    drawn = workflow.save_template(drawn, by=mai, revision=drawn.revision, valid_from=datetime.date(2021, 1, 1))
    assert default_template(diploma, datetime.date(2020, 12, 31)) == handed_in
    assert default_template(diploma, datetime.date(2021, 1, 1)) == drawn
    with pytest.raises(NotAllowedNow, match="Chọn ngày khác"):
        workflow.save_template(handed_in, by=mai, revision=handed_in.revision, valid_from=datetime.date(2021, 1, 1))


def printed(certificate):
    with pypdfium2.PdfDocument(certificate.printed.head.read()) as document:
        page = document[0]
        return page.get_textpage().get_text_range(), page.render(scale=1).to_pil().convert("RGB")


def test_certificates_are_printed_on_it_and_keep_it(handed_in, decided, mai, proof):
    line = decided.lines.get()
    assert proofread(line).template == handed_in
    workflow.issue([line], by=mai)
    assert workflow.print_waiting() == 1
    certificate = line.certificates.get()
    words, picture = printed(certificate)
    assert certificate.recipient_name in " ".join(words.split()) and picture.getpixel((170, 170)) == (0, 0, 255)
    with pytest.raises(NotAllowedNow, match="vị trí chữ không đổi được"):
        workflow.place_words(handed_in, by=mai, revision=handed_in.revision, places=())
    with pytest.raises(NotAllowedNow, match="khổ của tệp nền"):
        workflow.save_template(handed_in, by=mai, revision=handed_in.revision, width_mm=400)
    # A later sheet is for later decisions; the one in the place of this certificate is printed on the same.
    drawn = decided.lines.get().nomination.kind.templates.get(is_default=True)
    new = workflow.replace(certificate, by=mai, replaced_as="exchange", reason="Hư hỏng", proof=proof)
    assert new.template == handed_in and printed(new)[1].getpixel((170, 170)) == (0, 0, 255)
    for change in ({"places": []}, {"artwork_sha256": "b" * 64}, {"width_mm": 400}):
        with pytest.raises(DatabaseError, match="Đã cấp bằng theo mẫu này"), transaction.atomic():
            CertificateTemplate.objects.filter(pk=handed_in.pk).update(**change)
    with pytest.raises(DatabaseError, match="giữ nguyên mẫu"), transaction.atomic():
        type(certificate).objects.filter(pk=certificate.pk).update(template=drawn)
    # Where this printer puts the words may change at any time.
    assert workflow.save_template(handed_in, by=mai, revision=handed_in.revision, overprint_x_mm=1)


def test_a_drawn_sheet_keeps_its_size_once_printed_on(numbered, mai):
    template = numbered.template
    with pytest.raises(NotAllowedNow, match="khổ giấy không đổi được"):
        workflow.save_template(template, by=mai, revision=template.revision, width_mm=400)


def test_a_missing_letter_stops_it_on_this_sheet_too(handed_in, numbered, mai):
    numbered.recipient_name = "Công ty 漢"
    with pytest.raises(ValueError, match="phông chữ in không có"):
        make_certificate(numbered, by=mai)


def test_promises_of_the_table(handed_in, diploma, mai, bloc):
    def refused(name, **change):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            CertificateTemplate.objects.filter(pk=handed_in.pk).update(**change)

    for half in ({"artwork": None}, {"artwork_page": None}, {"artwork_sha256": ""}, {"places": None}):
        refused("template_background_with_its_places", **half)
    refused("template_background_with_its_places", artwork_sha256="x")
    CertificateTemplate.objects.create(kind=diploma, name="x", texts={}, valid_from=datetime.date(2022, 1, 1))
    refused("one_template_of_a_kind_begins_on_a_day", valid_from=datetime.date(2022, 1, 1))


def test_nobody_of_a_bloc_hands_one_in(client_of, lan, duc, diploma):
    for person in (lan, duc):
        assert client_of(person).get(reverse("awards:template_new")).status_code == 403
        assert send(client_of(person), diploma).status_code == 403
