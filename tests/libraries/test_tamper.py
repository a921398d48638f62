"""Attacks on a pledge that nine people signed. Every one must be refused, by the answer to the public and, where it can
be asked, by the gate alone as if the pinned hash did not exist (docs/security.md: Gate for signed files)."""

import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pikepdf
import pypdfium2
import pytest
from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from libraries.pades import SignatureField, Signer, seal, sign, signature
from libraries.pades import keys as pki
from libraries.pades.keys import KeyStore
from libraries.pades.verification import Rejected, check_signatures, examine
from tests.libraries.signed_pledge import (
    CODE,
    CONFERENCE,
    FIELDS,
    PEOPLE,
    REASON,
    keys,
    ledger_of_pledge,
    pledge,
    printed,
    signed_by_all,
)

pytestmark = pytest.mark.slow

Change = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Attack:
    """`status` is what the public is told."""

    make: Change
    status: str


ATTACKS: dict[str, Attack] = {}


def attack(status: str = "altered"):
    def add(make: Change) -> Change:
        ATTACKS[make.__name__] = Attack(make, status)
        return make

    return add


def revise(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """An incremental revision behind the last signature, as editors and forgers make it."""
    writer = signature.RevisionWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def last_page(writer) -> generic.DictionaryObject:
    count = int(writer.root["/Pages"]["/Count"])
    page = writer.find_page_for_modification(count - 1)[0].get_object()
    writer.update_container(page)
    return page


def field_of(writer, name: str) -> generic.DictionaryObject:
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field.get("/T") == name:
            writer.mark_update(reference)
            return field
    raise KeyError(name)


def names(**values) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in values.items()})


def annotation(**values) -> generic.DictionaryObject:
    box = generic.ArrayObject(map(generic.FloatObject, (60, 100, 400, 700)))
    return names(Type=pdf_name("/Annot"), Rect=box, F=generic.NumberObject(4), **values)


def annotate(pdf: bytes, **values) -> bytes:
    def change(writer):
        page = last_page(writer)
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(annotation(**values))])

    return revise(pdf, change)


def in_root(pdf: bytes, **values) -> bytes:
    def change(writer):
        for key, value in values.items():
            writer.root[pdf_name(f"/{key}")] = value
        writer.update_root()

    return revise(pdf, change)


def script() -> generic.DictionaryObject:
    return names(S=pdf_name("/JavaScript"), JS=generic.pdf_string("app.alert('Xin chào')"))


# --- What the library alone lets pass ---------------------------------------------------------------------------------


@attack("replaced")
def rolled_back_to_seven_signatures(pdf):
    return pledge().revisions[7]


@attack("replaced")
def rolled_back_to_the_seal(pdf):
    return pledge().revisions[0]


@attack()
def a_signer_in_another_units_place(pdf):
    return sign(pledge().revisions[8], field="unit-9", signer=PEOPLE[0], reason=REASON, at=CONFERENCE, keys=keys()).pdf


@attack()
def a_namesake_in_the_place(pdf):
    twin = replace(PEOPLE[8], user_id=99)
    return sign(pledge().revisions[8], field="unit-9", signer=twin, reason=REASON, at=CONFERENCE, keys=keys()).pdf


@attack()
def another_document_of_the_same_people(pdf):
    return signed_by_all(printed("GIAO ƯỚC KHÁC"), keys()).head


@attack()
def another_document_under_the_same_code(pdf):
    return signed_by_all(printed("GIAO ƯỚC KHÁC", CODE), keys()).head


@attack()
def bytes_after_the_end(pdf):
    return pdf + b"\n% con\n"


@attack()
def one_newline_after_the_end(pdf):
    return pdf + b"\n"


@attack()
def zeros_after_the_end(pdf):
    return pdf + bytes(4096)


@attack()
def a_new_title_in_info(pdf):
    def change(writer):
        info = writer.trailer["/Info"]
        info["/Title"] = generic.pdf_string("Giao ước khác")
        writer.update_container(info)

    return revise(pdf, change)


@attack()
def a_new_author_and_date_as_editors_write_them(pdf):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.set_info(names(Author=generic.pdf_string("Người khác")))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@attack()
def an_empty_revision(pdf):
    def change(writer):
        writer._force_write_when_empty = True

    return revise(pdf, change)


# --- Content and behaviour --------------------------------------------------------------------------------------------


@attack()
def text_laid_over_the_page(pdf):
    def change(writer):
        stream = generic.StreamObject(stream_data=b"q 1 0 0 rg 60 400 300 40 re f Q")
        writer.add_stream_to_page(0, writer.add_object(stream))

    return revise(pdf, change)


@attack()
def the_page_content_replaced_under_its_own_number(pdf):
    def change(writer):
        contents = writer.root["/Pages"]["/Kids"][0].get_object().raw_get("/Contents")
        reference = contents[0] if isinstance(contents, generic.ArrayObject) else contents
        content = reference.get_object()
        content._data = content.data + b"\nq 0 0 0 rg 0 0 200 200 re f Q"
        content._encoded_data = None
        writer.mark_update(reference)

    return revise(pdf, change)


@attack()
def a_text_annotation(pdf):
    return annotate(
        pdf, Subtype=pdf_name("/FreeText"), Contents=generic.pdf_string("Đã hủy"), DA=generic.pdf_string("/H 9 Tf")
    )


@attack()
def a_box_over_the_signatures(pdf):
    return annotate(pdf, Subtype=pdf_name("/Square"), IC=generic.ArrayObject(map(generic.FloatObject, (1, 1, 1))))


@attack()
def a_link(pdf):
    action = names(S=pdf_name("/URI"), URI=generic.pdf_string("https://example.vn/gia-mao"))
    return annotate(pdf, Subtype=pdf_name("/Link"), A=action)


@attack()
def a_file_attached_to_the_page(pdf):
    return annotate(pdf, Subtype=pdf_name("/FileAttachment"), FS=names(F=generic.pdf_string("a.txt")))


@attack()
def the_page_turned(pdf):
    def change(writer):
        last_page(writer)["/Rotate"] = generic.NumberObject(180)

    return revise(pdf, change)


@attack()
def the_page_cropped(pdf):
    def change(writer):
        last_page(writer)["/CropBox"] = generic.ArrayObject(map(generic.NumberObject, (0, 500, 595, 842)))

    return revise(pdf, change)


@attack()
def a_page_removed(pdf):
    def change(writer):
        pages = writer.root["/Pages"]
        del pages["/Kids"][0]
        pages["/Count"] = generic.NumberObject(int(pages["/Count"]) - 1)
        writer.update_container(pages)

    return revise(pdf, change)


@attack()
def a_page_shown_twice(pdf):
    def change(writer):
        pages = writer.root["/Pages"]
        pages["/Kids"].append(pages["/Kids"].raw_get(0))
        pages["/Count"] = generic.NumberObject(int(pages["/Count"]) + 1)
        writer.update_container(pages)

    return revise(pdf, change)


@attack()
def layers_that_hide(pdf):
    def change(writer):
        layer = writer.add_object(names(Type=pdf_name("/OCG"), Name=generic.pdf_string("Lớp")))
        hidden = generic.ArrayObject([layer])
        writer.root["/OCProperties"] = names(OCGs=hidden, D=names(OFF=hidden))
        writer.update_root()

    return revise(pdf, change)


@attack()
def letters_of_another_font(pdf):
    def change(writer):
        page = last_page(writer)
        fonts = page["/Resources"]["/Font"]
        other = names(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"), BaseFont=pdf_name("/Courier"))
        for key in list(fonts):
            fonts[key] = other
        writer.update_container(fonts)

    return revise(pdf, change)


@attack()
def a_script_on_opening(pdf):
    return in_root(pdf, OpenAction=script())


@attack()
def a_script_by_name(pdf):
    listed = generic.ArrayObject([generic.pdf_string("a"), script()])
    return in_root(pdf, Names=names(JavaScript=names(Names=listed)))


@attack()
def a_script_on_the_page(pdf):
    def change(writer):
        last_page(writer)["/AA"] = names(O=script())

    return revise(pdf, change)


@attack()
def a_program_to_launch(pdf):
    return in_root(pdf, OpenAction=names(S=pdf_name("/Launch"), F=generic.pdf_string("cmd.exe")))


@attack()
def a_file_embedded(pdf):
    def change(writer):
        stream = writer.add_object(generic.StreamObject(stream_data=b"x"))
        listed = generic.ArrayObject(
            [generic.pdf_string("a.txt"), names(Type=pdf_name("/Filespec"), EF=names(F=stream))]
        )
        writer.root["/Names"] = names(EmbeddedFiles=names(Names=listed))
        writer.update_root()

    return revise(pdf, change)


@attack()
def another_description_in_xml(pdf):
    def change(writer):
        text = b"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'/><?xpacket end='w'?>"
        dictionary = names(Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML"))
        writer.root["/Metadata"] = writer.add_object(generic.StreamObject(dictionary, stream_data=text))
        writer.update_root()

    return revise(pdf, change)


@attack()
def other_page_numbers(pdf):
    labels = generic.ArrayObject([generic.NumberObject(0), names(S=pdf_name("/R"))])
    return in_root(pdf, PageLabels=names(Nums=labels))


# --- Form and signature fields ----------------------------------------------------------------------------------------


def in_form(pdf, **values):
    def change(writer):
        form = writer.root["/AcroForm"]
        for key, value in values.items():
            form[pdf_name(f"/{key}")] = value
        writer.update_container(form)

    return revise(pdf, change)


@attack()
def appearances_to_be_drawn_anew(pdf):
    return in_form(pdf, NeedAppearances=generic.BooleanObject(True))


@attack()
def an_xml_form(pdf):
    return in_form(pdf, XFA=generic.pdf_string("<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>"))


@attack()
def a_text_field(pdf):
    def change(writer):
        form = writer.root["/AcroForm"]
        made = writer.add_object(
            annotation(
                Subtype=pdf_name("/Widget"), FT=pdf_name("/Tx"), T=generic.pdf_string("so"), V=generic.pdf_string("1")
            )
        )
        form["/Fields"].append(made)
        writer.update_container(form)
        page = last_page(writer)
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), made])

    return revise(pdf, change)


@attack()
def an_empty_signature_field_more(pdf):
    return revise(pdf, lambda writer: append_signature_field(writer, SigFieldSpec("unit-10", on_page=0)))


@attack()
def a_signature_field_with_a_picture_of_text(pdf):
    def change(writer):
        append_signature_field(writer, SigFieldSpec("unit-10", on_page=-1, box=(60, 60, 400, 120)))
        field = field_of(writer, "unit-10")
        looks = names(Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"))
        looks[pdf_name("/BBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 340, 60)))
        stream = generic.StreamObject(looks, stream_data=b"1 0 0 rg 0 0 340 60 re f")
        field["/AP"] = names(N=writer.add_object(stream))

    return revise(pdf, change)


@attack()
def a_tenth_signature_of_a_true_signer(pdf):
    return revise_and_sign(pdf, "unit-10", PEOPLE[2])


def revise_and_sign(pdf, name, person):
    writer = signature.RevisionWriter(io.BytesIO(pdf))
    append_signature_field(writer, SigFieldSpec(name, on_page=-1, box=(60, 60, 260, 120)))
    out = io.BytesIO()
    writer.write(out)
    return sign(out.getvalue(), field=name, signer=person, reason=REASON, at=CONFERENCE, keys=keys()).pdf


@attack()
def a_stamp_replaced(pdf):
    def change(writer):
        looks = names(Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"))
        looks[pdf_name("/BBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 100, 50)))
        field_of(writer, "unit-3")["/AP"] = names(
            N=writer.add_object(generic.StreamObject(looks, stream_data=b"0 1 0 rg 0 0 100 50 re f"))
        )

    return revise(pdf, change)


@attack()
def a_stamp_of_another_unit(pdf):
    def change(writer):
        other = field_of(writer, "unit-4").raw_get("/AP")
        field_of(writer, "unit-3")["/AP"] = other

    return revise(pdf, change)


@attack()
def the_drawing_inside_a_stamp_replaced(pdf):
    def change(writer):
        looks = field_of(writer, "unit-3")["/AP"]["/N"]
        (reference,) = [looks["/Resources"]["/XObject"].raw_get(key) for key in looks["/Resources"]["/XObject"]]
        drawing = reference.get_object()
        drawing._data, drawing._encoded_data = b"0 1 0 rg 0 0 100 50 re f", None
        writer.mark_update(reference)

    return revise(pdf, change)


def in_field(pdf, key, value, name="unit-3"):
    def change(writer):
        field_of(writer, name)[pdf_name(key)] = value

    return revise(pdf, change)


@attack()
def a_field_moved(pdf):
    return in_field(pdf, "/Rect", generic.ArrayObject(map(generic.NumberObject, (0, 0, 10, 10))))


@attack()
def a_field_hidden(pdf):
    return in_field(pdf, "/F", generic.NumberObject(2))


@attack()
def a_field_renamed(pdf):
    return in_field(pdf, "/T", generic.pdf_string("unit-33"))


@attack()
def a_field_with_another_label(pdf):
    return in_field(pdf, "/TU", generic.pdf_string("Chữ ký của đơn vị khác"))


@attack()
def a_signature_shown_in_two_fields(pdf):
    def change(writer):
        field_of(writer, "unit-3")["/V"] = field_of(writer, "unit-4").raw_get("/V")

    return revise(pdf, change)


@attack()
def a_signature_taken_out_of_its_field(pdf):
    def change(writer):
        del field_of(writer, "unit-3")["/V"]

    return revise(pdf, change)


@attack()
def a_field_taken_out_of_the_form(pdf):
    def change(writer):
        form = writer.root["/AcroForm"]
        form[pdf_name("/Fields")] = generic.ArrayObject(
            form["/Fields"].raw_get(place) for place in range(len(form["/Fields"]) - 1)
        )
        writer.update_container(form)

    return revise(pdf, change)


@attack()
def the_form_taken_out(pdf):
    def change(writer):
        del writer.root["/AcroForm"]
        writer.update_root()

    return revise(pdf, change)


@attack()
def the_certification_taken_out(pdf):
    def change(writer):
        del writer.root["/Perms"]
        writer.update_root()

    return revise(pdf, change)


@attack()
def the_reason_of_a_signature_changed(pdf):
    def change(writer):
        reference = field_of(writer, "unit-3").raw_get("/V")
        reference.get_object()[pdf_name("/Reason")] = generic.pdf_string("Không đồng ý")
        writer.mark_update(reference)

    return revise(pdf, change)


# --- The bytes themselves ---------------------------------------------------------------------------------------------


def once(pdf: bytes, pattern: bytes, change: Callable[[re.Match], bytes], which=-1) -> bytes:
    found = list(re.finditer(pattern, pdf, re.S))[which]
    return pdf[: found.start()] + change(found) + pdf[found.end() :]


@attack()
def contents_renamed(pdf):
    return once(pdf, rb"/Contents(?=\s*<[0-9A-F])", lambda found: b"/Kontents")


@attack()
def contents_emptied(pdf):
    return once(pdf, rb"(/Contents\s*<)([0-9A-F]+)", lambda found: found[1] + b"0" * len(found[2]))


@attack()
def contents_of_another_signature(pdf):
    every = re.findall(rb"/Contents\s*<([0-9A-F]+)>", pdf)

    def change(found):
        return found[1] + every[3].ljust(len(found[2]), b"0")[: len(found[2])]

    return once(pdf, rb"(/Contents\s*<)([0-9A-F]+)", change)


BYTE_RANGE = rb"(/ByteRange\s*\[)([^\]]*)(\])"


def ranges(pdf: bytes, change: Callable[[list[int]], list[int]], which=-1) -> bytes:
    def rewrite(found):
        numbers = " ".join(map(str, change(list(map(int, found[2].split()))))).encode()
        return found[1] + numbers + found[3] + b" " * (len(found[2]) - len(numbers))

    return once(pdf, BYTE_RANGE, rewrite, which)


@attack()
def byte_range_zero(pdf):
    return ranges(pdf, lambda r: [0, 0, 0, 0])


@attack()
def byte_range_with_a_wider_hole(pdf):
    return ranges(pdf, lambda r: [r[0], r[1] - 40, r[2] + 40, r[3] - 40])


@attack()
def byte_range_shorter(pdf):
    return ranges(pdf, lambda r: [r[0], r[1], r[2], r[3] - 100])


@attack()
def byte_range_past_the_end(pdf):
    return ranges(pdf, lambda r: [r[0], r[1], r[2], r[3] + 5000])


@attack()
def byte_range_negative(pdf):
    return ranges(pdf, lambda r: [r[0], r[1], r[2], -r[3]])


@attack()
def byte_range_of_the_seal_taken_away(pdf):
    return once(pdf, BYTE_RANGE, lambda found: b"/ByteRnage" + found[0][10:], 0)


@attack()
def the_date_of_a_signature_changed(pdf):
    return once(pdf, rb"(/M \(D(?::|\\072))2020", lambda found: found[1] + b"2021")


@attack()
def a_start_of_another_table(pdf):
    return once(pdf, rb"startxref\s+(\d+)", lambda found: found[0][:-1] + b"0")


@attack()
def the_end_cut_off(pdf):
    return pdf[:-200]


@attack()
def one_byte_cut_off(pdf):
    return pdf[:-1]


@attack()
def cut_in_the_middle(pdf):
    return pdf[: len(pdf) // 2]


@attack()
def something_before_the_header(pdf):
    return b"%rac\n" + pdf


@attack()
def the_file_twice(pdf):
    return pdf + pdf


@attack()
def a_middle_revision_left_out(pdf):
    return pledge().revisions[3] + pdf[len(pledge().revisions[4]) :]


def rewritten(pdf: bytes, **how) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, **how)
    return out.getvalue()


@attack()
def written_anew(pdf):
    return rewritten(pdf)


@attack()
def written_anew_for_the_web(pdf):
    return rewritten(pdf, linearize=True)


@attack()
def written_anew_uncompressed(pdf):
    return rewritten(pdf, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)


@attack()
def written_anew_compressed(pdf):
    return rewritten(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)


@attack()
def encrypted_without_a_password(pdf):
    return rewritten(pdf, encryption=pikepdf.Encryption(owner="chu", user=""))


@attack()
def locked_with_a_password(pdf):
    """Nobody can read the pages, but signatures are never encrypted."""
    return rewritten(pdf, encryption=pikepdf.Encryption(owner="chu", user="khoa"))


@attack()
def saved_by_another_program(pdf):
    opened, out = pypdfium2.PdfDocument(pdf), io.BytesIO()
    opened.save(out)
    opened.close()
    return out.getvalue()


@attack("unknown")
def photographed(pdf):
    """Pictures of the pages carry nothing of ours: not confirmed, and not called altered either."""
    opened, out = pypdfium2.PdfDocument(pdf), io.BytesIO()
    pages = [opened[number].render(scale=0.5).to_pil().convert("RGB") for number in range(len(opened))]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    opened.close()
    return out.getvalue()


@attack()
def carried_inside_another_file(pdf):
    out = io.BytesIO()
    with pikepdf.new() as shell:
        shell.add_blank_page()
        shell.attachments["giao-uoc.pdf"] = pdf
        shell.save(out)
    return out.getvalue()


@attack()
def the_unsigned_text_with_our_code(pdf):
    return printed("GIAO ƯỚC THI ĐUA NĂM 2020", CODE)


@attack()
def another_text_printed_with_our_code(pdf):
    spaced = " ".join(CODE[place : place + 4] for place in range(0, 20, 4))
    return printed(f"Mã xác thực {spaced}")


# --- Forgers with keys of their own -----------------------------------------------------------------------------------


@cache
def rogue() -> KeyStore:
    """An authority with the same names as ours."""
    return KeyStore(Path(keys().folder).parent / "rogue", "r")


@attack()
def a_rogue_authority_with_the_same_names(pdf):
    return signed_by_all(printed("GIAO ƯỚC THI ĐUA NĂM 2020", CODE), rogue()).head


@attack("unknown")
def a_rogue_authority_without_our_code(pdf):
    return signed_by_all(printed("GIAO ƯỚC GIẢ"), rogue()).head


@attack()
def the_ninth_signature_by_a_rogue_authority(pdf):
    return sign(pledge().revisions[8], field="unit-9", signer=PEOPLE[8], reason=REASON, at=CONFERENCE, keys=rogue()).pdf


@attack()
def a_seal_that_allows_annotations(pdf):
    with mock.patch.object(signature, "MDPPerm", SimpleNamespace(FILL_FORMS=MDPPerm.ANNOTATE)):
        return signed_by_all(printed("GIAO ƯỚC THI ĐUA NĂM 2020", CODE), keys()).head


@attack()
def a_seal_by_a_person(pdf):
    class Impostor(KeyStore):
        @property
        def seal(self):
            return self.signer(user_id=1, full_name=PEOPLE[0].full_name, unit=PEOPLE[0].unit)

    return signed_by_all(
        printed("GIAO ƯỚC THI ĐUA NĂM 2020", CODE), Impostor(keys().folder, "a passphrase for tests")
    ).head


@attack()
def signatures_without_a_seal(pdf):
    writer = signature.RevisionWriter(io.BytesIO(printed("GIAO ƯỚC THI ĐUA NĂM 2020", CODE)))
    for place in FIELDS:
        append_signature_field(writer, SigFieldSpec(place.name, on_page=-1, box=place.box))
    out = io.BytesIO()
    writer.write(out)
    made = out.getvalue()
    for place, person in enumerate(PEOPLE, start=1):
        made = sign(made, field=f"unit-{place}", signer=person, reason=REASON, at=CONFERENCE, keys=keys()).pdf
    return made


# --- The tests --------------------------------------------------------------------------------------------------------


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 60


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_is_refused(name):
    given = ATTACKS[name]
    forged = given.make(pledge().head)
    assert forged != pledge().head
    verdict = examine(forged, ledger_of_pledge(), keys=keys())
    assert verdict.status == given.status, verdict.sentence
    assert not verdict.is_valid
    with pytest.raises(Rejected):
        # As the ninth signing would ask: without a pinned hash, with the stored head before it.
        check_signatures(forged, pledge().expected, previous=pledge().revisions[8], keys=keys())


def test_the_true_ninth_signature_passes_the_same_question():
    assert check_signatures(pledge().head, pledge().expected, previous=pledge().revisions[8], keys=keys())


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in ATTACKS
        # These are whole: only the stored head, or its hash, tells that they are another file.
        if name not in {"another_document_of_the_same_people", "another_document_under_the_same_code"}
    ],
)
def test_the_gate_refuses_without_hash_and_without_the_stored_head(name):
    with pytest.raises(Rejected):
        check_signatures(ATTACKS[name].make(pledge().head), pledge().expected, keys=keys())


@pytest.mark.parametrize(
    "name",
    [
        "rolled_back_to_seven_signatures",
        "a_signer_in_another_units_place",
        "another_document_of_the_same_people",
        "bytes_after_the_end",
        "a_new_title_in_info",
    ],
)
def test_the_library_alone_lets_it_pass(name):
    """Control: these are why there is a gate. When one of them fails here the library has learnt to refuse it."""
    reader = PdfFileReader(io.BytesIO(ATTACKS[name].make(pledge().head)))
    root = x509.Certificate.load(keys().root.der)
    for found in reader.embedded_regular_signatures:
        context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=CONFERENCE)
        assert validate_pdf_signature(found, context).bottom_line


def test_an_expired_certificate_is_refused():
    store = KeyStore(Path(keys().folder).parent / "short-lived", "s")
    assert store.seal
    late = Signer(77, "Hết Hạn", "Giám đốc", "Đơn vị")
    with mock.patch.object(pki, "VALID_UNTIL", datetime(2020, 1, 1, tzinfo=UTC)):
        assert store.signer(user_id=77, full_name=late.full_name, unit=late.unit)
    field = SignatureField("unit-1", "Chữ ký", 0, (60, 60, 260, 120))
    sealed = seal(printed("GIAO ƯỚC"), reason="Phát hành", at=CONFERENCE, fields=[field], keys=store)
    done = sign(sealed, field="unit-1", signer=late, reason=REASON, at=CONFERENCE, keys=store)
    row = replace(pledge().expected[0], certificate_sha256=done.certificate_sha256, signed_at=CONFERENCE)
    with pytest.raises(Rejected, match="library"):
        check_signatures(done.pdf, [row], keys=store)
    in_time = replace(row, signed_at=datetime(2019, 6, 1, tzinfo=UTC))
    assert len(check_signatures(done.pdf, [in_time], keys=store)) == 2


def test_three_hundred_flipped_bytes_are_all_refused():
    genuine, ledger, chance = pledge().head, ledger_of_pledge(), random.Random(2020)
    statuses = set()
    for _ in range(300):
        forged = bytearray(genuine)
        forged[chance.randrange(len(forged))] ^= 1 << chance.randrange(8)
        statuses.add(examine(bytes(forged), ledger, keys=keys()).status)
    assert statuses == {"altered"}


def test_five_hundred_broken_files_never_raise():
    genuine, ledger, chance = pledge().revisions[2], ledger_of_pledge(), random.Random(7)
    with mock.patch("libraries.pades.verification.examination.find_marks", in_this_process):
        for number in range(500):
            broken = bytearray(genuine)
            match number % 5:
                case 0:
                    del broken[chance.randrange(len(broken)) :]
                case 1:
                    start = chance.randrange(len(broken))
                    del broken[start : start + chance.randrange(1, 4000)]
                case 2:
                    for _ in range(200):
                        broken[chance.randrange(len(broken))] = chance.randrange(256)
                case 3:
                    start = chance.randrange(len(broken))
                    broken[start:start] = chance.randbytes(chance.randrange(1, 2000))
                case 4:
                    start = chance.randrange(len(broken) - 5000)
                    broken += broken[start : start + 5000]
            assert examine(bytes(broken), ledger, keys=keys()).status in {"altered", "unknown", "replaced"}
            with pytest.raises(Rejected):
                check_signatures(bytes(broken), pledge().expected, keys=keys())


def in_this_process(content, seal_modulus):
    from libraries.pades.verification.marks import Marks

    marks = Marks()
    marks.look_in_bytes(content, seal_modulus)
    return marks
