"""Regulations as the verbs read them: locked, and what is in force.

Lock order: bloc, regulation, text, number, audit chain. The bloc comes first because issuing touches two regulations.
"""

from drafting.queries import locked_text
from regulations.models import Regulation, RegulationQuerySet
from units.models import Bloc


def locked_regulation(pk: int) -> Regulation:
    """The regulation, alone: with its bloc's row locked nobody else adopts or issues in this bloc.

    NO KEY: rows that merely name the bloc (a notice, a unit) are still written meanwhile.
    """
    bloc = Regulation.objects.values("bloc").filter(pk=pk)
    Bloc.objects.select_for_update(no_key=True).get(pk__in=bloc)
    rows = Regulation.objects.select_related("emulation_year__bloc", "bloc", "text", "adopted_version")
    found: Regulation = rows.select_for_update(of=("self",), no_key=True).get(pk=pk)
    return found


def locked_with_text(pk: int) -> Regulation:
    """The regulation and its text: nobody reopens the text while it is being pinned."""
    regulation = locked_regulation(pk)
    regulation.text = locked_text(regulation.text_id)
    return regulation


def in_force_in(regulation: Regulation) -> Regulation | None:
    """The issued regulation of the same bloc that this one will replace; nothing where it amends one."""
    if regulation.amends_id is not None:
        return None
    return _issued_rows(regulation).whole().exclude(pk=regulation.pk).first()


def amendments_in_force(regulation: Regulation) -> list[Regulation]:
    """What amends it and was issued, in the order in which it holds: it ends with what it amends."""
    return list(_issued_rows(regulation).filter(amends=regulation).order_by("effective_from", "pk"))


def _issued_rows(regulation: Regulation) -> RegulationQuerySet:
    others = Regulation.objects.select_related("emulation_year__bloc", "bloc", "text", "document")
    return others.filter(bloc=regulation.bloc_id, state=Regulation.State.ISSUED)
