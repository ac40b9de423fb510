from django.urls import path, re_path

from lineup.interfaces.api import contract, reference

urlpatterns = [
    path("openapi.json", reference.schema, name="api-schema"),
    path("docs", reference.page, name="api-docs"),
    path("", contract.API.urls),
    re_path(r"^.*$", contract.nothing_here),
]
