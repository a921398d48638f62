"""Attacks on the form and its signature fields."""

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from libraries.pades import sign, signature
from tests.libraries.attacks.registry import attack
from tests.libraries.attacks.revisions import annotation, field_of, last_page, names, revise
from tests.libraries.signed_pledge import (
    CONFERENCE,
    PEOPLE,
    REASON,
    keys,
)


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
