"""manage.py doctor: what this installation lacks, in sentences; exit status 1 when it cannot run."""

import sys
from typing import Any

from khoithidua.doctor import Level, examine
from khoithidua.embedded_server import StartsDatabase


class Command(StartsDatabase):
    help = "Khám hệ thống: cơ sở dữ liệu, thư mục, khóa, in ấn, thư, địa chỉ, sao lưu."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        for finding in findings:
            self.stdout.write(f"{finding.level.value:<10} {finding.subject}: {finding.words}")
        if any(finding.level is Level.BAD for finding in findings):
            sys.exit(1)
