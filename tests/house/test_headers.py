"""Headers of every answer of every page: nothing inline, sniffed, framed or kept (docs/security.md: Headers)."""

import pytest

from tests.house import walk

pytestmark = pytest.mark.django_db

# Anybody may read these: a proxy may keep them, though none has to.
PUBLIC = {"health", "readiness", "metrics", "records:verify_start", "records:verdict_detail", "records:verdict_json"}
# A file of the site, like those under /static/: the same for everybody, kept for a day.
OF_THE_SITE = {"favicon"}


def objections(row: walk.Visit) -> list[str]:
    found, headers = [], row.headers
    policy = {}
    for part in headers.get("content-security-policy", "").split(";"):
        name, _, sources = part.strip().partition(" ")
        policy[name] = sources.split()
    if "default-src" not in policy or any("*" in sources for sources in policy.values()):
        found.append("no content security policy")
    if any(word in sources for sources in policy.values() for word in ("'unsafe-inline'", "'unsafe-eval'", "http:")):
        found.append("inline or foreign scripts and styles are let in")
    # A file that is handed out lies in a sandbox: there is nothing of ours to frame, and the older header says no too.
    if policy.get("frame-ancestors") != ["'none'"] and "sandbox" not in policy:
        found.append("may be framed")
    if headers.get("x-frame-options") != "DENY":
        found.append("may be framed (older browsers)")
    if headers.get("x-content-type-options") != "nosniff":
        found.append("may be sniffed")
    if headers.get("referrer-policy") != "same-origin":
        found.append("tells other sites where one comes from")
    if row.name not in PUBLIC | OF_THE_SITE and not {"no-store", "private"} <= words(headers.get("cache-control", "")):
        found.append(f"may be kept: {headers.get('cache-control')}")
    return found


def words(value: str) -> set[str]:
    return {word.strip().partition("=")[0] for word in value.split(",")}


def test_every_answer_carries_them(world, world_database):
    wrong = {}
    for row in walk.all_reading(world, world_database):
        for objection in objections(row):
            wrong.setdefault((row.name, row.status, objection), row)
    assert not wrong, "\n".join(
        f"{name} {status}: {objection} ({row.person})" for (name, status, objection), row in wrong.items()
    )


def test_files_are_attachments(world, world_database):
    """What somebody handed in is never shown as a page of this site."""
    for row in walk.all_reading(world, world_database):
        kind = row.headers.get("content-type", "")
        if row.status == 200 and kind.startswith(("application/pdf", "application/vnd")):
            assert row.headers["content-disposition"].startswith("attachment"), row.name
