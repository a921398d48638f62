"""Lists of this room, and what lists of every room share: the years there are, whether rows are of several blocs."""

from libraries.web.listing import Column, List, Years
from units.models import EmulationYear


class ListOfBlocs(List):
    """A list whose rows belong to blocs: each row names its bloc where the reader sees several."""

    @property
    def several_blocs(self) -> bool:
        user = self.request.user
        return user.is_board_member or len(user.bloc_ids) > 1


def years_known(listing: List) -> list[int]:
    """The emulation years of the blocs this reader sees, newest first."""
    years = EmulationYear.objects.visible_to(listing.request.user).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


YEARS = Years("emulation_year__year", years_known)
BLOC = Column("bloc", "Khối, cụm", lambda row: row.bloc.short_name, width=22)
SAMPLE = Column("is_sample", "Dữ liệu mẫu", lambda row: "Dữ liệu mẫu" if row.is_sample else "", width=14)
