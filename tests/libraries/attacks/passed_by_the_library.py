"""What the signing library alone lets pass."""

import io
from dataclasses import replace

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from libraries.pades import sign
from tests.libraries.attacks.registry import attack
from tests.libraries.attacks.revisions import names, revise
from tests.libraries.signed_pledge import (
    CODE,
    CONFERENCE,
    PEOPLE,
    REASON,
    keys,
    pledge,
    printed,
    signed_by_all,
)


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
