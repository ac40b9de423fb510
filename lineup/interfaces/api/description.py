"""What the framework's OpenAPI document lacks: problems, headers, and who may call without a key."""

from typing import Any

from ninja import NinjaAPI
from pydantic import BaseModel

from lineup.interfaces.api import keys, once, problems

UNSAFE = ("post", "put", "patch", "delete")


class FieldProblem(BaseModel):
    """One mistake in what was sent."""

    field: str
    code: str
    detail: str


class Problem(BaseModel):
    """Problem details (RFC 9457). `code` is stable; `facts` are the numbers in the sentence."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None
    errors: list[FieldProblem] = []
    facts: dict[str, int] = {}


EXAMPLE = {
    "type": "/problems/pool_full",
    "title": "Not possible now",
    "status": 409,
    "detail": "This is full and has no waitlist.",
    "code": "pool_full",
}
ALWAYS = (400, 404, 405, 429, 503)
REFUSALS = (409, 410, 413, 415, 422)


def of(api: NinjaAPI) -> dict[str, Any]:
    """Return the whole OpenAPI 3.1 document."""
    document = dict(api.get_openapi_schema(path_prefix="/api/"))
    document["openapi"] = "3.1.0"
    document["servers"] = [{"url": "/"}]
    document["components"]["schemas"].update(_problem_schemas())
    document["components"]["responses"] = {"Problem": _problem_response()}
    for methods in document["paths"].values():
        for method, operation in methods.items():
            _complete(method, operation)
    _open_to_anybody(api, document)
    return document


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = schema.pop("$defs")
    return {"Problem": {**schema, "examples": [EXAMPLE]}, **parts}


def _problem_response() -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": "Refused: nothing was changed. See `code` and `detail`.",
        "content": {problems.MEDIA_TYPE: {"schema": schema, "example": EXAMPLE}},
    }


def _complete(method: str, operation: dict[str, Any]) -> None:
    refused = {"$ref": "#/components/responses/Problem"}
    statuses = [*ALWAYS, *((401, 403) if operation.get("security") else (401,))]
    if method in UNSAFE:
        statuses += REFUSALS
        operation["parameters"].append(_key_header())
    elif operation["parameters"]:
        statuses.append(422)
    operation["responses"] = {str(status): told for status, told in operation["responses"].items()}
    for status in sorted(statuses):
        operation["responses"].setdefault(str(status), refused)
    for parameter in operation["parameters"]:
        _as_parameter(parameter)


def _as_parameter(parameter: dict[str, Any]) -> None:
    """Examples of a parameter stand in its schema; beside it they would have another form."""
    parameter.pop("examples", None)


def _key_header() -> dict[str, Any]:
    return {
        "in": "header",
        "name": once.HEADER,
        "required": False,
        "description": "A random value of yours. The same request with the same key is done once, for 48 hours.",
        "schema": {"type": "string", "minLength": 1, "maxLength": once.LONGEST, "pattern": "^[!-~]+$"},
    }


def _open_to_anybody(api: NinjaAPI, document: dict[str, Any]) -> None:
    """`{}` beside the keys says that none is needed."""
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                if keys.anybody in operation.auth_callbacks:
                    for method in operation.methods:
                        document["paths"][f"/api{path}"][method.lower()]["security"].append({})


def example(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any] | None:
    """Return a body that one might send, made of the examples of its fields; None where there is none."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    schema = _resolved(document, content["schema"])
    needed, fields = schema.get("required", []), schema.get("properties", {})
    return {name: _example_of(field) for name, field in fields.items() if name in needed or "examples" in field}


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    for choice in (schema, *schema.get("anyOf", ()), *schema.get("allOf", ())):
        if "$ref" in choice:
            found: dict[str, Any] = document["components"]["schemas"][choice["$ref"].rpartition("/")[2]]
            return found
    return schema


def _example_of(field: dict[str, Any]) -> Any:
    if "examples" in field:
        return field["examples"][0]
    return field.get("default", field.get("enum", [None])[0])
