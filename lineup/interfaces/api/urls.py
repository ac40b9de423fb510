from typing import cast

from django.urls import URLPattern, path, re_path

from lineup.interfaces.api import contract, paths, reference

_routes, _app, _namespace = contract.API.urls

urlpatterns = [
    path("openapi.json", reference.schema, name="api-schema"),
    path("docs", reference.page, name="api-docs"),
    path("", (paths.as_tree(cast(list[URLPattern], _routes)), _app, _namespace)),
    re_path(r"^.*$", contract.nothing_here),
]
