"""What differs between a file and the kept one, named so that whoever holds the file knows where to look.

A stranger's file may carry no more than our code: to such a holder nothing is told of what the kept file says, or
guesses sent one after the other would read it out.
"""

from libraries import foreign_files
from libraries.foreign_files import Differences

# Of a hundred words of the kept file: whoever has that many holds the document, changed in places.
HOLDS_IT = 90
SIGNATURE = b"/ByteRange"


def name_differences(kept: bytes, here: bytes, *, holds_ours: bool) -> list[str]:
    """Sentences; none where nothing can be told. holds_ours: the file begins with our bytes. Raises Busy."""
    seen = foreign_files.differences(kept, here)
    if seen is None:
        return []
    told = _pages(seen, holds_ours)
    signatures, left = kept.count(SIGNATURE), here.count(SIGNATURE)
    if left < signatures:
        told.append(f"Bản lưu có {signatures} chữ ký và xác nhận điện tử, tệp này chỉ còn {left}.")
    elif left > signatures:
        told.append(f"Tệp này có thêm {left - signatures} chữ ký mà bản lưu không có.")
    return told or [
        "Nội dung, hình ảnh trên các trang giống bản lưu; "
        "phần không hiển thị của tệp hoặc dữ liệu chữ ký đã bị thay đổi."
    ]


def _pages(seen: Differences, holds_ours: bool) -> list[str]:
    told = []
    if seen.pages_here != seen.pages_kept:
        told.append(f"Bản lưu có {seen.pages_kept} trang, tệp này có {seen.pages_here} trang.")
        if seen.found:  # behind the page that is missing or new each page is another one
            told.append(f"Nội dung khác bản lưu từ trang {seen.found[0][0]} trở đi.")
        return told
    if holds_ours:
        told += [_both(*one) for one in seen.found]
    elif seen.alike >= HOLDS_IT:
        told += [_here_only(*one) for one in seen.found]
    elif seen.found:
        pages = ", ".join(map(str, dict.fromkeys(page for page, _, _ in seen.found)))
        told.append(f"Nội dung trang {pages} khác bản lưu.")
    if seen.looks:
        pages = ", ".join(map(str, seen.looks))
        told.append(f"Trang {pages}: nội dung giống bản lưu nhưng hình vẽ, dấu hoặc cách trình bày khác.")
    return told


def _both(page: int, kept: str, here: str) -> str:
    if not kept:
        return f"Trang {page}: tệp này thêm “{here}”."
    if not here:
        return f"Trang {page}: tệp này bỏ “{kept}”."
    return f"Trang {page}: bản lưu ghi “{kept}”, tệp này ghi “{here}”."


def _here_only(page: int, kept: str, here: str) -> str:
    if not here:
        return f"Trang {page}: tệp này bỏ một phần nội dung của bản lưu."
    return f"Trang {page}: tệp này ghi “{here}”, bản lưu {'có nội dung khác' if kept else 'không có nội dung này'}."
