"""make deploy-check: an installation as docs/operations.md describes it, on the loopback of this machine, then removed.

PostgreSQL of the system (its own cluster and port), nginx of the system with the shipped file, TLS with an authority of
its own, a service user, the packages of production.lock, the commands of the shipped units. Only paths, ports and names
of users are adapted. Then, in a browser's place and from another address of the loopback: sign in, sign a pledge, see
the address in the evidence, verify. Needs root (service user, ownership) and Debian's postgresql and nginx.
"""

import argparse
import contextlib
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.deploy import tls
from tools.deploy.people import backup, closed_from_outside, first_answer, lockout, own_address, sign, verify
from tools.deploy.place import (
    HOST,
    NGINX,
    PATH,
    PATIENCE,
    POSTGRES,
    PROJECT,
    SERVICE,
    Failure,
    Place,
    end,
    expect,
    group_of,
    psql,
    run,
    step,
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make deploy-check", description=__doc__)
    parser.add_argument("--postgresql", type=int, help="major version of the system's server; the newest if left out")
    parser.add_argument("--python", default="/usr/bin/python3", help="an interpreter the service user may run")
    parser.add_argument("--venv", type=Path, help="packages installed by an earlier run, instead of installing anew")
    parser.add_argument("--keep", action="store_true", help="leave the folder and say where it is")
    asked = parser.parse_args()
    began = time.monotonic()
    if lacking := what_lacks():
        print(f"Thiếu: {', '.join(lacking)}", file=sys.stderr)
        return 2
    folder = Path(tempfile.mkdtemp(prefix="khoithidua-deploy-", dir="/var/tmp"))
    folder.chmod(0o755)
    failed = ""
    try:
        with contextlib.ExitStack() as stack:
            check(Place(folder, asked.python, asked.postgresql, stack), asked.venv)
    except (Failure, OSError, subprocess.SubprocessError, LookupError) as problem:
        failed = str(problem)
        print(f"KHÔNG ĐẠT: {problem}", file=sys.stderr)
    finally:
        if asked.keep:
            print(f"Thư mục: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"GOAL deploy-check {time.monotonic() - began:.0f}s {PATIENCE * 4}s {'FAIL' if failed else 'PASS'}")
    return 1 if failed else 0


def what_lacks() -> list[str]:
    lacking = [name for name in ("nginx", "openssl", "git") if shutil.which(name, path=PATH) is None]
    if os.geteuid() != 0:
        lacking.append("quyền root")
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        lacking.append("postgresql (apt install postgresql)")
    return lacking


def check(place: Place, venv: Path | None) -> None:
    step("service user", lambda: service_user(place))
    step("checkout and production.lock", lambda: checkout(place, venv))
    step(f"PostgreSQL {place.postgresql.parent.name} of the system", lambda: database(place))
    step("settings", lambda: settings(place))
    step("migrate, collectstatic", lambda: [place.manage("migrate", "-v0"), place.manage("collectstatic", "-v0")])
    step("tables that prove, owned by another role", lambda: evidence_owner(place))
    step("check --deploy", lambda: silent(place.manage("check", "--deploy", "--fail-level", "WARNING")))
    step("sample year", lambda: place.manage("sample_year"))
    step("units: systemd-analyze verify", lambda: verify_units(place))
    step("doctor, as the unit asks it", lambda: place.manage("doctor"))
    step("web and work, as the units start them", lambda: start_units(place))
    step("nginx with the shipped site", lambda: start_nginx(place))
    step("first answer through TLS", lambda: first_answer(place))
    step("what is closed from outside", lambda: closed_from_outside(place))
    step("sign in, sign a pledge", lambda: sign(place))
    step("the signer's own address in the evidence", lambda: own_address(place))
    step("verify by code as a stranger", lambda: verify(place))
    step("lock-out knows who asks", lambda: lockout(place))
    step("backup and its keys", lambda: backup(place))


def silent(said: str) -> None:
    if "no issues" not in said:
        raise Failure(said)


# --- what an operator does once ---
def service_user(place: Place) -> None:
    try:
        pwd.getpwnam(SERVICE)
    except KeyError:
        run(["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", SERVICE])
        place.stack.callback(run, ["userdel", SERVICE])


def checkout(place: Place, venv: Path | None) -> None:
    names = run(["git", "-C", str(PROJECT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
    for name in filter(None, names.split("\0")):
        source = PROJECT / name
        if source.is_file() and not source.is_symlink():
            (place.srv / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, place.srv / name)
    if venv is not None:
        (place.srv / ".venv").symlink_to(venv)
        return
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "HOME", "http"))}
    run(["sh", "tools/install.sh", "production"], cwd=place.srv, env={"PATH": PATH, "PYTHON": place.python, **kept})


def database(place: Place) -> None:
    place.cluster.mkdir(mode=0o700)
    shutil.chown(place.cluster, POSTGRES)
    tool = str(place.postgresql)
    run([f"{tool}/initdb", "-D", str(place.cluster), "-E", "UTF8", "--locale=C.UTF-8", "-A", "scram-sha-256",
         "--auth-local=peer", "-U", POSTGRES], user=POSTGRES)  # fmt: skip
    listens = f"-c listen_addresses=127.0.0.1 -p {place.database} -k {place.cluster}"
    log = place.cluster / "log"
    run([f"{tool}/pg_ctl", "-D", str(place.cluster), "-w", "-l", str(log), "-o", listens, "start"], user=POSTGRES)
    stop = [f"{tool}/pg_ctl", "-D", str(place.cluster), "-m", "fast", "stop"]
    place.stack.callback(run, stop, user=POSTGRES)
    for statement in (
        f"CREATE ROLE khoithidua LOGIN PASSWORD '{place.password}'",
        "CREATE DATABASE khoithidua OWNER khoithidua ENCODING 'UTF8' TEMPLATE template0",
    ):
        psql(place, statement)


def settings(place: Place) -> None:
    sample = (PROJECT / ".env.example").read_text()
    ours = {
        "KHOITHIDUA_DATA": str(place.data), "PUBLIC_ADDRESS": place.address, "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": f"postgresql://khoithidua:{place.password}@127.0.0.1:{place.database}/khoithidua",
        "CSRF_TRUSTED_ORIGINS": place.address, "KHOITHIDUA_SAMPLE": "1", "KHOITHIDUA_HTTPS": "1",
    }  # fmt: skip
    for name, value in ours.items():
        sample, count = re.subn(rf"(?m)^{name}=.*$", f"{name}={value}", sample)
        if count != 1:
            raise Failure(f".env.example has no line {name}")
    # systemd hands it over; commands by hand read the same file.
    place.env_file.write_text(f"{sample}KHOITHIDUA_ENV_FILE={place.env_file}\n")
    place.env_file.chmod(0o640)
    shutil.chown(place.env_file, "root", SERVICE)
    place.data.mkdir(mode=0o700)
    shutil.chown(place.data, SERVICE, SERVICE)


def evidence_owner(place: Place) -> None:
    """Everything that follows runs with what is left to the application's role."""
    psql(place, place.manage("evidence_sql"), "khoithidua")
    for forbidden in (
        "ALTER TABLE records_auditevent DISABLE TRIGGER USER",
        "DELETE FROM records_auditevent",
        "TRUNCATE records_auditevent",
        "DROP TABLE records_auditevent",
    ):
        as_application = f"BEGIN; SET LOCAL ROLE khoithidua; {forbidden}; ROLLBACK"
        try:
            psql(place, as_application, "khoithidua")
        except Failure as refused:
            expect("permission denied" in str(refused) or "must be owner" in str(refused), str(refused))
        else:
            raise Failure(f"the application may: {forbidden}")


# --- what systemd and nginx do ---
def shipped_units() -> list[Path]:
    return sorted((PROJECT / "deploy").glob("khoithidua-*.*"))


def verify_units(place: Place) -> None:
    if shutil.which("systemd-analyze", path=PATH) is None:
        print("      systemd-analyze không có trên máy này")
        return
    folder = place.folder / "units"
    folder.mkdir()
    for path in shipped_units():
        (folder / path.name).write_text(place.adapted(path.read_text()))
    said = run(["systemd-analyze", "verify", *map(str, sorted(folder.iterdir()))])
    if wrong := [line for line in said.splitlines() if "khoithidua" in line]:
        raise Failure("; ".join(wrong))


def lines_of(unit: str, key: str) -> list[str]:
    return [line.partition("=")[2] for line in unit.splitlines() if line.startswith(f"{key}=")]


def start_units(place: Place) -> None:
    for name in ("web", "work"):
        start_unit(place, name)


def start_unit(place: Place, name: str) -> None:
    unit = place.adapted((PROJECT / "deploy" / f"khoithidua-{name}.service").read_text())
    (command,) = lines_of(unit, "ExecStart")
    (user,) = lines_of(unit, "User")
    log = (place.folder / f"{name}.log").open("wb")
    place.stack.callback(log.close)
    process = subprocess.Popen(  # noqa: S603 - the shipped command
        command.split(), cwd=lines_of(unit, "WorkingDirectory")[0], env=place.environment(), stdout=log, stderr=log,
        user=user, group=group_of(user), extra_groups=[], start_new_session=True,
    )  # fmt: skip
    place.stack.callback(end, process)


def start_nginx(place: Place) -> None:
    tls.make(place.folder / "tls", HOST)
    site = place.folder / "site.conf"
    site.write_text(place.adapted((PROJECT / "deploy" / "nginx.conf").read_text()))
    for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
        (place.folder / f"nginx-{name}").mkdir()
    temp = "".join(
        f"{kind}_temp_path {place.folder}/nginx-{name};\n"
        for kind, name in (("client_body", "body"), ("proxy", "proxy"), ("fastcgi", "fastcgi"), ("uwsgi", "uwsgi"),
                           ("scgi", "scgi"))
    )  # fmt: skip
    around = place.folder / "nginx.conf"
    around.write_text(
        f"user {NGINX};\nworker_processes 1;\npid {place.folder}/nginx.pid;\nerror_log {place.folder}/nginx.log;\n"
        f"daemon off;\nevents {{}}\nhttp {{\ninclude /etc/nginx/mime.types;\n{temp}include {site};\n}}\n"
    )
    said = run(["nginx", "-t", "-c", str(around)])
    if wrong := [line for line in said.splitlines() if "[emerg]" in line or "[alert]" in line]:
        raise Failure("; ".join(wrong))
    process = subprocess.Popen(["nginx", "-c", str(around)], env={"PATH": PATH}, start_new_session=True)  # noqa: S603, S607
    place.stack.callback(end, process)


if __name__ == "__main__":
    sys.exit(main())
