"""Writes operations.py and shapes.py from a Lineup's OpenAPI document: `generate.py openapi.json [FOLDER]`."""

import json
import keyword
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "lineup_client"
WIDTH = 100
PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "object": "dict[str, Any]",
}

Schema = Mapping[str, Any]


def main(document: Schema, folder: Path) -> None:
    """Write both files."""
    folder.joinpath("shapes.py").write_text("\n".join(shapes(document["components"]["schemas"])) + "\n")
    folder.joinpath("operations.py").write_text("\n".join(operations(document["paths"])) + "\n")


def shapes(schemas: Schema) -> Iterator[str]:
    """Yield the lines of shapes.py: a TypedDict for each schema that is an object, a type for each other."""
    yield '"""What the API takes and gives. Written by generate.py; don\'t edit."""'
    yield ""
    yield "from typing import Any, Literal, NotRequired, TypedDict"
    for name, schema in sorted(schemas.items()):
        yield ""
        yield ""
        if "properties" in schema:
            yield from _class(name, schema)
        else:
            yield f"{name} = {type_of(schema, quoted=True)}"


def _class(name: str, schema: Schema) -> Iterator[str]:
    fields = {key: _field(key, inner, schema) for key, inner in schema["properties"].items()}
    if all(key.isidentifier() and not keyword.iskeyword(key) for key in fields):
        yield f"class {name}(TypedDict):"
        if schema.get("description"):
            yield from _docstring(schema["description"])
            yield ""
        yield from (f"    {key}: {kind}" for key, kind in fields.items())
        if not fields:
            yield "    pass"
    else:
        yield f'{name} = TypedDict("{name}", {{'
        yield from (f'    "{key}": {kind},' for key, kind in fields.items())
        yield "})"


def _field(key: str, inner: Schema, schema: Schema) -> str:
    kind = type_of(inner, quoted=True)
    return kind if key in schema.get("required", ()) else f"NotRequired[{kind}]"


def type_of(schema: Schema, *, quoted: bool = False, prefix: str = "") -> str:
    """Return the Python type of a schema; `quoted` where the name may come later in the file."""
    if "$ref" in schema:
        name = prefix + schema["$ref"].rpartition("/")[2]
        return f'"{name}"' if quoted else name
    if "anyOf" in schema:
        return _either(schema["anyOf"], quoted, prefix)
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return f"Literal[{', '.join(json.dumps(value) if isinstance(value, str) else repr(value) for value in values)}]"
    kind = schema.get("type")
    if kind == "array":
        return f"list[{type_of(schema.get('items', {}), quoted=quoted, prefix=prefix)}]"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"dict[str, {type_of(schema['additionalProperties'], quoted=quoted, prefix=prefix)}]"
    return PLAIN.get(str(kind), "Any")


def _either(options: list[Schema], quoted: bool, prefix: str) -> str:  # noqa: FBT001
    kinds = list(dict.fromkeys(type_of(one, quoted=quoted, prefix=prefix) for one in options))
    if any(kind.startswith('"') for kind in kinds):
        # a quoted name and `|` do not go together
        return '"' + " | ".join(kind.replace('"', "") for kind in kinds) + '"'
    return " | ".join(kinds)


def operations(paths: Schema) -> Iterator[str]:
    """Yield the lines of operations.py: a method for each operation, named as in the document."""
    yield '"""Every operation of the API. Written by generate.py; don\'t edit."""'
    yield ""
    yield "from typing import Any, Literal"
    yield ""
    yield "from lineup_client import shapes"
    yield "from lineup_client.transport import Transport"
    yield ""
    yield ""
    yield "class Operations(Transport):"
    yield '    """One method for each operation; its name is the operation\'s id."""'
    for path, methods in paths.items():
        for method, operation in methods.items():
            yield ""
            yield from _method(path, method.upper(), operation)


def _method(path: str, method: str, operation: Schema) -> Iterator[str]:
    parameters = operation.get("parameters", [])
    places = [one for one in parameters if one["in"] == "path"]
    query = [one for one in parameters if one["in"] == "query"]
    body = operation.get("requestBody")
    positional = ["self", *(f"{_name(one)}: {type_of(one['schema'])}" for one in places)]
    keywords = [f"{_name(one)}: {_optional(type_of(one['schema']))} = None" for one in query]
    sent = ""
    if body and "application/json" in body["content"]:
        kind = type_of(body["content"]["application/json"]["schema"], prefix="shapes.")
        positional.append(f"body: {kind}" if body.get("required") else f"body: {_optional(kind)} = None")
        sent = ", json=body" if body.get("required") else ", json=body or {}"
    elif body:
        form = body["content"]["multipart/form-data"]["schema"]["properties"]
        positional.append("file: tuple[str, bytes]")
        others = [key for key in form if key != "file"]
        keywords = [f"{key}: str | None = None" for key in others] + keywords
        fields = ", ".join(f'"{key}": {key}' for key in others)
        sent = f', files={{"file": file}}, data={{{fields}}}'
    if method != "GET":
        keywords.append("idempotency_key: str | None = None")
        sent += ", idempotency_key=idempotency_key"
    signature = ", ".join([*positional, *(["*", *keywords] if keywords else [])])
    yield from _folded(f"    def {operation['operationId']}({signature}) -> {_returned(operation)}:")
    yield from _docstring(f"{operation['summary']}.\n\n{operation.get('description', '')}".strip(), indent=8)
    given = (_pairs(places), _pairs(query))
    yield from _folded(f'        return self._ask("{method}", "{path}", {given[0]}, {given[1]}{sent})')


def _name(parameter: Schema) -> str:
    return str(parameter["name"])


def _pairs(parameters: list[Schema]) -> str:
    return "{" + ", ".join(f'"{_name(one)}": {_name(one)}' for one in parameters) + "}"


def _optional(kind: str) -> str:
    return kind if kind.endswith("None") else f"{kind} | None"


def _returned(operation: Schema) -> str:
    answers = [answer for status, answer in operation["responses"].items() if status[0] == "2"]
    return " | ".join(dict.fromkeys(map(_content, answers)))


def _content(answer: Schema) -> str:
    if not answer.get("content"):
        return "None"
    kind, inner = next(iter(answer["content"].items()))
    return type_of(inner["schema"], prefix="shapes.") if kind == "application/json" else "bytes"


def _folded(line: str) -> Iterator[str]:
    """The line, broken at its outermost bracket's commas where it is too long."""
    if len(line) <= WIDTH:
        yield line
        return
    start, end = line.index("("), line.rindex(")")
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    yield line[: start + 1]
    yield from (f"{indent}{part}," for part in _parts(line[start + 1 : end]))
    yield f"{indent[4:]}{line[end:]}"


def _parts(text: str) -> Iterator[str]:
    depth, begin = 0, 0
    for place, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and not depth:
            yield text[begin:place].strip()
            begin = place + 1
    yield text[begin:].strip()


def _docstring(text: str, indent: int = 4) -> Iterator[str]:
    margin = " " * indent
    paragraphs = [textwrap.wrap(part, WIDTH - indent - 3) or [""] for part in text.replace("\\", "/").split("\n")]
    lines = [line for part in paragraphs for line in part]
    if len(lines) == 1 and len(lines[0]) + indent + 6 <= WIDTH:
        yield f'{margin}"""{lines[0]}"""'
        return
    yield f'{margin}"""{lines[0]}'
    yield from (f"{margin}{line}".rstrip() for line in lines[1:])
    yield f'{margin}"""'


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER)
