from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineup.interfaces.web import errors
from lineup.interfaces.web.styleguide import samples


def index(request: HttpRequest) -> HttpResponse:
    """Every component in every state: what a page may be built from."""
    return render(request, "styleguide/index.html", samples.everything())


def confirm(request: HttpRequest) -> HttpResponse:
    return render(request, "styleguide/confirm.html", samples.everything())


def error(request: HttpRequest, status: int) -> HttpResponse:
    response = errors.page(request, status)
    response.status_code = 200 if status in errors.WORDS else 404
    return response
