"""The answer to a request for a list: its page, or with ?xuat=excel its file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from libraries.web import clock
from libraries.web.downloads import EXCEL, file_response
from libraries.web.formats import vn_number
from libraries.web.listing.description import List
from libraries.web.listing.excel import sheet_file
from libraries.web.listing.last_filter import keep_filter
from libraries.web.listing.paging import EXPORT


def answer(request: HttpRequest, list_class: type[List], rows: Any, **context: Any) -> HttpResponse:
    """`rows`: what this reader may see, a queryset or a short sequence; `context`: what the page shows beside them."""
    listing = list_class(request, rows, **context)
    if request.GET.get(EXPORT) == "excel":
        return _file(listing)
    response = render(request, listing.template, {"listing": listing, **context})
    keep_filter(request, response, listing.query.urlencode())
    return response


def _file(listing: List) -> HttpResponse:
    rows, cut = listing.all_rows()
    note = ""
    if cut:
        note = (
            f"Chỉ xuất {vn_number(listing.most_exported)} dòng đầu. Để có các dòng còn lại, chọn một năm, một trạng "
            "thái hoặc tìm theo tên rồi xuất lại."
        )
    columns = [column for column in listing.columns if column.in_excel]
    content = sheet_file(listing.title, columns, rows, note=note)
    year = f"-{listing.values['nam']}" if "nam" in listing.values else ""
    return file_response(content, f"{listing.file_name}{year}-{clock.today():%Y%m%d}.xlsx", EXCEL)
