"""Attacks on the bytes themselves."""

import io
import re
from collections.abc import Callable

import pikepdf
import pypdfium2

from tests.libraries.attacks.registry import attack
from tests.libraries.signed_pledge import (
    CODE,
    pledge,
    printed,
)


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
