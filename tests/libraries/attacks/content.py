"""Attacks on content and behaviour."""

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from tests.libraries.attacks.registry import attack
from tests.libraries.attacks.revisions import annotate, in_root, last_page, names, revise, script


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
