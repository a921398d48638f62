"""The files of deploy/ and the container files say the same as each other and as the programs they start."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from khoithidua import supervisor
from khoithidua.database import PROJECT_FOLDER as ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))


def test_the_container_proxy_differs_by_its_upstream_only():
    site = (DEPLOY / "nginx.conf").read_text().splitlines()[1:]
    inside = (DEPLOY / "compose.nginx.conf").read_text().splitlines()[1:]
    assert [line.replace("127.0.0.1:8000", "web:8000") for line in site] == inside


@pytest.mark.skipif(shutil.which("nginx", path="/usr/sbin:/usr/bin") is None, reason="nginx is not installed")
def test_nginx_takes_the_shipped_site(tmp_path):
    site = (DEPLOY / "nginx.conf").read_text()
    # Certificates are made by make deploy-check, which starts it for real.
    site = re.sub(r".*(ssl_certificate|ssl_certificate_key).*\n", "", site).replace(" ssl http2", "")
    (tmp_path / "site.conf").write_text(site)
    around = f"pid {tmp_path}/pid;\nerror_log {tmp_path}/log;\nevents {{}}\nhttp {{ include {tmp_path}/site.conf; }}\n"
    (tmp_path / "nginx.conf").write_text(around)
    done = subprocess.run(["/usr/sbin/nginx", "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_units_run_as_their_own_user_what_is_there(path):
    unit = dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line and line[0] != "#")
    assert unit["User"] == "khoithidua" and unit["NoNewPrivileges"] == "yes" and unit["ProtectSystem"] == "strict"
    for key in ("ExecStart", "ExecStartPre"):
        command = unit.get(key, "manage.py doctor").split()
        if "-m" in command:
            module, *options = command[command.index("-m") + 1 :]
            assert module == "khoithidua.supervisor" and supervisor.parser().parse_args(options)
        else:
            verb = command[command.index("manage.py") + 1]
            assert (ROOT / "khoithidua" / "management" / "commands" / f"{verb}.py").exists(), verb


def test_compose_names_what_the_image_and_the_settings_know():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    services = compose["services"]
    assert set(services) == {"database", "upgrade", "web", "work", "proxy"}
    known = {line.partition("=")[0] for line in (ROOT / ".env.example").read_text().splitlines()}
    assert set(services["web"]["environment"]) <= known
    proxy = services["proxy"]["networks"]["inside"]["ipv4_address"]
    assert services["web"]["environment"]["KHOITHIDUA_TRUSTED_PROXIES"] == proxy
    assert compose["networks"]["inside"]["ipam"]["config"][0]["subnet"].startswith(proxy.rpartition(".")[0])
    for service in services.values():
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            assert source in compose["volumes"] or source == "./tls" or (ROOT / source).exists(), mount
    options = services["work"]["command"][3:]
    assert supervisor.parser().parse_args(options).web == 0


# An instruction of a Dockerfile, or the rest of one that goes on.
INSTRUCTIONS = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}


def test_the_dockerfile_reads_as_one():
    """No engine runs it here: its shape, its paths and what hadolint would say first."""
    text = (ROOT / "Dockerfile").read_text()
    lines = re.sub(r"\\\n\s*", " ", "\n".join(line for line in text.splitlines() if line[:1] != "#")).splitlines()
    steps = [line.split(None, 1) for line in lines if line.strip()]
    assert {step[0] for step in steps} <= INSTRUCTIONS
    images = [rest.split()[0] for name, rest in steps if name == "FROM"]
    assert all(re.fullmatch(r"[a-z]+:\d[\w.-]+", image) for image in images), "a version, never latest"
    users = [rest for name, rest in steps if name == "USER"]
    assert users == ["khoithidua"] and [name for name, _ in steps].index("USER") < len(steps) - 1
    for rest in (rest for name, rest in steps if name == "RUN" and "apt-get" in rest):
        assert "--no-install-recommends" in rest and "rm -rf /var/lib/apt/lists" in rest
    packages = set(re.findall(r"\b(lib[\w.-]+-\d|fonts-\w+)\b", text))
    assert packages <= set(re.findall(r"need ([\w.-]+)", (ROOT / "tools" / "install.sh").read_text()))
    for path in re.findall(r"COPY (?!--)(\S+) ", text):
        assert path == "." or (ROOT / path).exists(), path
    assert '"deploy/ready.py"' in text and Path(DEPLOY / "ready.py").exists()


GUIDES = ("operations.md", "van-hanh.md")


def blocks(name):
    return re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / name).read_text(), re.DOTALL)


def test_both_languages_give_the_same_commands():
    """But for remarks and the words in capitals that the operator puts in."""

    def bare(name):
        text = "".join(blocks(name)).replace("/mnt/noi-khac", "/mnt/elsewhere")
        return re.sub(r"\s*#.*|\b[A-ZĐ_ẬẨẪỒỆÓÊƯ]{4,}\b", "", text)

    assert bare("operations.md") == bare("van-hanh.md")


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_of_the_guide_is_there(name):
    text = (ROOT / "docs" / name).read_text()
    own = {path.stem for place in ("khoithidua", "notices") for path in (ROOT / place).glob("management/commands/*.py")}
    verbs = set(re.findall(r"manage\.py (?:\n)?([a-z_]+)", text))
    assert verbs - own <= {"check", "collectstatic"}, verbs - own
    for path in re.findall(r"\b(deploy/[\w.-]+\.\w+|tools/\w+\.sh|requirements/[\w.]+)", text):
        assert list(ROOT.glob(path)), path
    targets = set(re.findall(r"`make ([a-z-]+)", text))
    assert targets <= set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text())), targets
