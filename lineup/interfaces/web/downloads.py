"""Tables that are saved and opened in a spreadsheet."""

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from lineup.core.foundation import sheets, text

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(request: HttpRequest, rows: sheets.Rows, *, name: str) -> HttpResponseBase:
    """Return the table as a file: CSV, or XLSX where the address says `?as=xlsx`; in the viewer's zone."""
    zone, wanted = timezone.get_current_timezone(), "xlsx" if request.GET.get("as") == "xlsx" else "csv"
    response: HttpResponseBase
    if wanted == "xlsx":
        response = FileResponse(sheets.xlsx_file(rows, zone=zone), content_type=XLSX)
    else:
        response = StreamingHttpResponse(sheets.csv_lines(rows, zone=zone), content_type=CSV)
    # letters, digits and hyphens alone: nothing of a title begins a header
    response.headers["Content-Disposition"] = f'attachment; filename="{text.slug(name, fallback="table")}.{wanted}"'
    response.headers["Cache-Control"] = "no-store"
    return response
