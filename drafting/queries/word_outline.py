"""A Word file as an outline: read in the sandbox of foreign files, its parts told by their numbers."""

from drafting.queries.outline import Outline, SourceLine, outline_of
from libraries import foreign_files
from libraries.web.formats import vn_number


def outline_of_word(content: bytes) -> Outline:
    """What the file says, nothing kept. Raises FileRefused, Busy."""
    clean = foreign_files.clean(content)
    if clean.kind != "docx":
        raise foreign_files.FileRefused("kind")
    file = foreign_files.blocks(clean.content)
    outline = outline_of(
        SourceLine(block.text, block.label, block.center, block.rows, block.comments) for block in file.blocks
    )
    if file.tracked:
        outline.questions.append(
            f"Tệp có {vn_number(file.tracked)} sửa đổi đang theo dõi, được đọc như đã chấp nhận tất cả."
        )
    if comments := sum(len(part.comments) for part in outline.parts):
        outline.questions.append(f"Tệp có {vn_number(comments)} ghi chú của Word, hiển thị tại phần được ghi chú.")
    if not outline.parts:
        outline.questions.append("Không đọc được Chương, Điều, Khoản nào trong tệp.")
    return outline
