"""Checks a signed PDF where there is no database, no Django and no network: python -m libraries.pades FILE --roots DIR.

It says what the file and the trusted certificates tell, and as plainly what they cannot. Exit code 0: every signature
holds; 1: one does not; 2: the file cannot be read.
"""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from libraries.pades.long_term import ENDINGS, Judged, Judgement, judge, trusted_in

VIETNAM = timezone(timedelta(hours=7))
LEVELS = {
    "B-B": "chữ ký, chưa có dấu thời gian của bên khác",
    "B-T": "chữ ký có dấu thời gian",
    "B-LT": "chữ ký kèm dữ liệu để kiểm tra lâu dài",
    "B-LTA": "chữ ký kèm dữ liệu để kiểm tra lâu dài và dấu thời gian lưu trữ",
}
CANNOT_KNOW = (
    "Văn bản đã bị thu hồi, thay thế hay chưa: chỉ trang kiểm tra của hệ thống phát hành cho biết.",
    "Tệp có phải bản mới nhất, đủ mọi chữ ký phải có hay không: tệp bị cắt bớt chữ ký cuối vẫn tự nó nguyên vẹn.",
    "Người đứng tên trên chứng thư có thật là người đó và còn giữ chức vụ đó hay không: cơ quan cấp chứng thư trả lời.",
    "Chứng thư có bị thu hồi sau ngày của danh sách kèm trong tệp hay không.",
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("libraries.pades", description="Kiểm tra chữ ký trong tệp PDF khi không có mạng.")
    parser.add_argument("file", type=Path, help="tệp PDF")
    parser.add_argument("--roots", type=Path, required=True, help="thư mục các chứng thư gốc được tin (PEM hoặc DER)")
    parser.add_argument("--at", help="kiểm tra như vào ngày này (2036-06-01); bỏ trống: lúc này")
    parser.add_argument("--json", action="store_true", help="in kết quả cho chương trình khác")
    given = parser.parse_args(arguments)
    at = datetime.fromisoformat(given.at).replace(tzinfo=VIETNAM) if given.at else datetime.now(UTC)
    roots = trusted_in(given.roots)
    if not roots:
        print(f"Không có chứng thư nào trong {given.roots} ({', '.join(ENDINGS)}).", file=sys.stderr)
        return 2
    try:
        found = judge(given.file.read_bytes(), roots, at)
    except Exception as problem:  # a foreign file breaks parsers in unforeseen ways; each means: cannot be read
        print(f"Không đọc được tệp {given.file.name}: {type(problem).__name__}.", file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps(as_plain(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(told(found, given.file.name, at)))
    return 0 if found.is_good else 1


def as_plain(found: Judgement) -> dict[str, object]:
    return {
        "good": found.is_good,
        "whole": found.whole,
        "signatures": [asdict(one) | {"good": one.is_good, **_moments(one)} for one in found.signatures],
        "archive": [{"at": moment.isoformat(), "authority": by, "good": good} for moment, by, good in found.stamps],
        "cannot_know": CANNOT_KNOW,
    }


def _moments(one: Judged) -> dict[str, str | None]:
    return {name: moment.isoformat() if (moment := getattr(one, name)) else None for name in ("claimed", "proved")}


def told(found: Judgement, name: str, at: datetime) -> list[str]:
    lines = [f"Tệp: {name}", f"Kiểm tra như vào lúc: {_moment(at)}", ""]
    if not found.signatures:
        return [*lines, "KHÔNG CÓ CHỮ KÝ: tệp không có chữ ký nào để kiểm tra."]
    for number, one in enumerate(found.signatures, start=1):
        lines += _signature(number, one)
    for moment, by, good in found.stamps:
        lines.append(
            f"Dấu thời gian lưu trữ: {_moment(moment)}, do {by} cấp: {'đúng' if good else 'KHÔNG XÁC NHẬN ĐƯỢC'}"
        )
    if not found.whole:
        lines.append("SAU CHỮ KÝ CUỐI CÓ DỮ LIỆU KHÁC: tệp đã bị thêm nội dung sau khi ký.")
    lines += [
        "",
        "KẾT LUẬN: " + ("mọi chữ ký trong tệp đều đúng." if found.is_good else "KHÔNG XÁC NHẬN ĐƯỢC TỆP NÀY."),
    ]
    return [*lines, "", "Không có mạng thì không biết được:", *(f"- {sentence}" for sentence in CANNOT_KNOW)]


def _signature(number: int, one: Judged) -> list[str]:
    who = one.name + (f", {one.organisation}" if one.organisation and not one.certifies else "")
    if one.proved:
        when = f"chậm nhất {_moment(one.proved)}, theo dấu thời gian do {one.authority} cấp"
    else:
        when = f"{_moment(one.claimed) if one.claimed else 'không ghi'}, theo đồng hồ của nơi ký"
    revoked = {True: "không bị thu hồi", False: "ĐÃ BỊ THU HỒI", None: "không có danh sách thu hồi kèm theo"}
    lines = [
        f"{number}. {who}{' (xác nhận của hệ thống phát hành)' if one.certifies else ''}",
        f"   Thời gian: {when}",
        f"   Nội dung: {'nguyên vẹn từ khi ký' if one.intact else 'ĐÃ BỊ SỬA SAU KHI KÝ'}",
        f"   Chứng thư: {'do nơi được tin cấp, còn hiệu lực lúc ký' if one.trusted else 'KHÔNG XÁC NHẬN ĐƯỢC'}; "
        f"{revoked[one.revocation]}",
        f"   Mức: {one.level} ({LEVELS[one.level]})",
    ]
    if one.reason:
        lines.append(f"   Nêu khi ký: {one.reason}")
    return [*lines, ""]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M:%S ngày %d/%m/%Y} (giờ Việt Nam)"


if __name__ == "__main__":
    sys.exit(main())
