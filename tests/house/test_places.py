"""Every page has its place: URL name, view and room bear the same name. Each test names the offenders."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver


def patterns(resolver=None, namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, entry.namespace or namespace)
        elif isinstance(entry, URLPattern):
            yield namespace, entry


PAGES = list(patterns())


def test_url_view_and_namespace_share_a_name():
    assert len(PAGES) > 100
    guilty = []
    for namespace, entry in PAGES:
        view = entry.callback
        room, kind, *_ = view.__module__.split(".")
        if (view.__name__, room, kind) != (entry.name, namespace or "khoithidua", "views"):
            guilty.append(f"{namespace}:{entry.name} is shown by {view.__module__}.{view.__name__}")
    assert guilty == []


def test_paths_are_vietnamese_without_accents():
    english = ("edit", "delete", "list", "login", "new/", "create")
    paths = [str(entry.pattern) for _, entry in PAGES]
    assert [path for path in paths if not path.isascii() or any(word in path for word in english)] == []


def test_rooms_are_those_of_the_settings():
    assert {namespace for namespace, _ in PAGES} <= {"", *settings.ROOMS}
