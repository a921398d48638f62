"""Settings of the bloc that its regulation lays down, from the adoption on."""

from drafting.models import BoundPart
from drafting.queries.bound_parts import BoundLine, bound_lines
from drafting.queries.version_index import VersionIndex
from regulations.models import Regulation
from units.models import Bloc

GOVERNS = (Regulation.State.ADOPTED, Regulation.State.ISSUED)


def governing(bloc: Bloc) -> Regulation | None:
    """The regulation that was adopted last and is not replaced."""
    rows = Regulation.objects.filter(bloc=bloc, state__in=GOVERNS).select_related("bloc", "adopted_version")
    return rows.order_by("-adopted_at", "-pk").first()


def settings_of(regulation: Regulation) -> list[BoundLine]:
    """What the adopted words lay down; nothing before the adoption, or where a newer one governs."""
    if regulation.adopted_version is None or regulation.state not in GOVERNS:
        return []
    rows = list(BoundPart.objects.filter(text=regulation.text_id).select_related("node"))
    if not rows:
        return []
    newest = governing(regulation.bloc)
    if newest is None or newest.pk != regulation.pk:
        return []
    lines = bound_lines(rows, VersionIndex(regulation.adopted_version), regulation.bloc)
    return [line for line in lines if line.place and line.said]


def to_follow(lines: list[BoundLine]) -> list[BoundLine]:
    """Those that differ from the bloc's settings and name one value, so that nobody has to choose."""
    return [line for line in lines if not line.agrees and len(line.said) == 1]
