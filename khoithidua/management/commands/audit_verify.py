"""manage.py audit_verify [--anchors [FOLDER …]] [--documents [FILE …]]: walks every audit chain.

Exit status 1 at what is not as it was.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from khoithidua.embedded_server import StartsDatabase
from records import anchors, audit, printed_heads
from records.models import AuditEvent


class Command(StartsDatabase):
    help = "Kiểm tra các chuỗi nhật ký: mỗi sự kiện có đúng là sự kiện đã ghi, có thiếu hay không."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anchors", nargs="*", type=Path, metavar="THƯ_MỤC",
            help="Đối chiếu với các tệp mốc đã cất, kể cả bản cất ở nơi khác",
        )  # fmt: skip

        parser.add_argument(
            "--documents", nargs="*", type=Path, metavar="TỆP",
            help="Đối chiếu với mốc nhật ký ghi trong các tệp PDF này, hoặc trong mọi văn bản đã phát hành",
        )  # fmt: skip

    def handle(self, *args: Any, anchors: list[Path] | None, documents: list[Path] | None, **options: Any) -> None:
        found = [
            f"Chuỗi {broken.chain} đứt tại sự kiện số {broken.seq}: {broken.sentence}"
            for broken in audit.broken_links()
        ]
        compared = ""
        if anchors is not None:
            told, compared = against(anchors)
            found += told
        if documents is not None:
            files = [(str(path), path.read_bytes()) for path in documents] or printed_heads.kept_files()
            found += [
                f"Tệp {one.anchor}, chuỗi {one.chain}: {one.sentence}" for one in printed_heads.contradictions(files)
            ]
        if found:
            raise CommandError("\n".join(found), returncode=1)
        chains = AuditEvent.objects.values("chain").distinct().count()
        self.stdout.write(f"Nguyên vẹn: {AuditEvent.objects.count()} sự kiện trong {chains} chuỗi.{compared}")


def against(folders: list[Path]) -> tuple[list[str], str]:
    """What the anchors of the installation and of these folders say against the database; how many were compared."""
    places = list(dict.fromkeys(place.absolute() for place in [anchors.own_folder(), *folders]))
    try:
        kept = [anchors.read_anchors(place) for place in places]
        if not any(kept):
            raise CommandError("Chưa có tệp mốc nào để đối chiếu.", returncode=2)
        told = [
            f"Mốc {one.anchor}{f', chuỗi {one.chain}' if one.chain else ''}: {one.sentence}"
            for one in anchors.contradictions(places)
        ]
    except anchors.AnchorBroken as broken:
        return [str(broken)], ""
    return told, f" Khớp {max(map(len, kept))} mốc."
