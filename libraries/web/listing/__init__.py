"""Lists: one description a list (columns, filters, search, order), one way to answer the request for it.

A room writes a subclass of `List` and its view ends in `return answer(request, ThatList, queryset, …)`. The page, the
filter bar, the pager, the Excel file and the way back to the list with its last filter follow from the description.
"""

from libraries.web.listing.answer import answer
from libraries.web.listing.columns import Column
from libraries.web.listing.description import Empty, List, every_list
from libraries.web.listing.filters import Buttons, Choice, Chooser, Option, Search, Tick, Years
from libraries.web.listing.paging import Count, InTurn, Page, capped_count, page_of

__all__ = [
    "Buttons",
    "Choice",
    "Chooser",
    "Column",
    "Count",
    "Empty",
    "InTurn",
    "List",
    "Option",
    "Page",
    "Search",
    "Tick",
    "Years",
    "answer",
    "capped_count",
    "every_list",
    "page_of",
]
