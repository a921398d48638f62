"""What people meet of an installation: its first page, signing in, signing a pledge, verification, lock-out."""

import shutil
import time
import urllib.request

from tools.deploy.browser import Browser
from tools.deploy.place import HOST, PATIENCE, SERVICE, VISITOR, Failure, Place, expect, psql


def browser(place: Place, address: str = VISITOR) -> Browser:
    return Browser(HOST, place.https, place.folder / "tls" / "ca.pem", address)


def first_answer(place: Place) -> None:
    deadline, said = time.monotonic() + PATIENCE, ""
    while time.monotonic() < deadline:
        try:
            answer = browser(place).get("/dang-nhap/")
            if answer.status == 200:
                break
            said = f"{answer.status}"
        except OSError as problem:
            said = str(problem)
        time.sleep(0.5)
    else:
        raise Failure(f"no page: {said}\n{(place.folder / 'web.log').read_text()[-1500:]}")
    expect(answer.headers.get("Strict-Transport-Security"), "HSTS")
    expect("Secure" in (answer.headers.get("Set-Cookie") or ""), "secure cookies")
    expect(answer.headers.get("Content-Encoding") == "gzip", "a page compressed on the wire")
    expect("nginx/" not in (answer.headers.get("Server") or ""), "no version of nginx")


def closed_from_outside(place: Place) -> None:
    for path in ("/suc-khoe/", "/suc-khoe/san-sang/", "/suc-khoe/so-lieu/"):
        expect(browser(place).get(path).status == 404, f"{path} is not there through nginx")
    with urllib.request.urlopen(f"http://127.0.0.1:{place.web}/suc-khoe/san-sang/") as ready:
        expect(b'"ready"' in ready.read(), "ready on the machine itself")
    mode = place.env_file.stat().st_mode & 0o777
    expect(mode == 0o640, "the settings are not for everybody")


def sign(place: Place) -> None:
    leader, request = place.manage("shell", "-c", NEXT_SIGNER).split()[-2:]
    person = sign_in(place, leader, VISITOR)
    page = person.send(person.get(f"/trinh-ky/{request}/ky/"), 'name="place"')
    page = person.send(page, 'type="password"', password=PASSWORD, code=code_of(place, leader))
    expect(page.status == 200, f"the page after signing answers ({page.status})")
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if place.manage("shell", "-c", SIGNED.format(leader=leader, request=request)).split()[-1] == "1":
            return
        time.sleep(1)
    raise Failure("the signature does not stand in the database")


def sign_in(place: Place, name: str, address: str) -> Browser:
    """By password and, where the installation asks for it, the code of the authenticator."""
    person = browser(place, address)
    page = person.send(person.get("/dang-nhap/"), 'type="password"', username=name, password=PASSWORD)
    if 'autocomplete="one-time-code"' in page.text:
        page = person.send(page, 'autocomplete="one-time-code"', code=code_of(place, name))
    expect(page.status == 200 and not person.path.startswith("/dang-nhap/"), f"{name} is signed in ({person.path})")
    return person


def code_of(place: Place, name: str) -> str:
    return place.manage("shell", "-c", CODE.format(leader=name)).split()[-1]


PASSWORD = "thi-dua-mau-2020"  # noqa: S105 - of the sample, on the login page itself
NEXT_SIGNER = """
from signatures.queries import waiting_for
from units.models import User
for user in User.objects.all():
    for party in waiting_for(user):
        print(user.username, party.request_id)
        raise SystemExit
"""
CODE = """
from units.codes import sample_code
from units.models import User
print(sample_code(User.objects.get(username="{leader}")))
"""
SIGNED = """
from signatures.models import Signature
print(Signature.objects.filter(request={request}, user__username="{leader}").count())
"""


def own_address(place: Place) -> None:
    stored = psql(place, "SELECT host(ip) FROM signatures_signature ORDER BY id DESC LIMIT 1", "khoithidua")
    expect(stored == VISITOR, f"{VISITOR} in the evidence, not {stored}")
    web = (place.folder / "web.log").read_text()
    expect(f'"address": "{VISITOR}"' in web, f"{VISITOR} in the log")


def verify(place: Place) -> None:
    code = psql(
        place, "SELECT code FROM records_document WHERE code IS NOT NULL ORDER BY id DESC LIMIT 1", "khoithidua"
    )
    answer = browser(place, "127.0.0.20").get(f"/xac-minh/{code}/")
    expect(answer.status == 200, f"a real code is answered ({answer.status})")


def lockout(place: Place) -> None:
    """Wrong passwords from one address keep nobody out elsewhere."""
    stranger = browser(place, "127.0.0.30")
    for _ in range(6):
        page = stranger.get("/dang-nhap/")
        answer = stranger.send(page, 'type="password"', username="minh", password="sai-mat-khau-1")  # noqa: S106
    expect(answer.status in (403, 429), f"the guesser is locked out ({answer.status})")
    sign_in(place, "minh", "127.0.0.31")


def backup(place: Place) -> None:
    folder = place.folder / "backups"
    folder.mkdir()
    shutil.chown(folder, SERVICE, SERVICE)
    said = place.manage("backup", str(folder))
    expect('"archive"' in said, "an archive")
    expect(all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir()), "readable by its owner only")
