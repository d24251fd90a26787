"""Read the operations of a document in OpenAPI 2 or 3, in JSON or YAML.

The document may be a part that begins with ``paths``. Its schemas are read as those of
JSON Schema are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from ..patterns import regex
from .classes import MOST_CHARACTERS, CodeFault, too_long
from .data_tree import DataTree, Path, is_mapping, key_lines, read_yaml_tree
from .json_schema import is_schema
from .json_text import load_json, read_json_text
from .languages import language_named

_METHODS = frozenset(
    {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
)
_OF_PATH = frozenset({"$ref", "summary", "description", "servers", "parameters"})
_OF_ROOT = frozenset(
    "openapi swagger info jsonSchemaDialect servers paths webhooks components security"
    " tags externalDocs host basePath schemes consumes produces definitions parameters"
    " responses securityDefinitions".split()
)
_OF_COMPONENTS = frozenset(
    "schemas responses parameters examples requestBodies headers securitySchemes links"
    " callbacks pathItems".split()
)
_SCALARS = frozenset({"array", "boolean", "integer", "null", "number", "string"})
_OF_OTHERS = frozenset({"$ref", "anyOf", "oneOf", "not", "enum", "const"})
_SUCCESS = regex(r"2(?:\d\d|XX)")
_DOCUMENT = regex(
    r"(?:\A|[\n{,])[ \t]{0,8}[\"']?(?:openapi|swagger)[\"']?[ \t]*:"
    r"|\A(?:\s*#[^\n]*\n)*\s*(?:\{\s*)?[\"']?paths[\"']?[ \t]*:"
)
_FORMAT = regex(
    r"(?:\A|[\n{,])[ \t]{0,8}[\"']?(?:openapi|swagger|asyncapi)[\"']?[ \t]*:"
)


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of an API.

    Attributes:
        method: the method of HTTP, in capitals.
        path: the path as written.
        purpose: the summary, else the description.
        auth: the names of the security schemes; ``No`` where none is needed.
        request: the name of the schema of the body, if it has one.
        response: that of the first answer of success.
        line: the line of the method, from 0.
        has_body: whether it has a request body, with a named schema or not.
        tags: its tags.
    """

    method: str
    path: str
    purpose: str
    auth: str
    request: str
    response: str
    line: int
    has_body: bool = False
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class ApiDocument:
    """A document in OpenAPI.

    Attributes:
        operations: its operations, in their order.
        unread: what may have operations or schemas and is not understood: words and
            their lines from 0.
        fault: the first mistake in the data.
    """

    operations: list[Operation] = field(default_factory=list[Operation])
    unread: list[CodeFault] = field(default_factory=list[CodeFault])
    fault: CodeFault | None = None


def is_api_document(code: str, language: str) -> bool:
    """Return whether a block of code seems to be a document in OpenAPI, or its paths.

    Args:
        code: the block.
        language: its language.
    """
    known = language_named(language)
    is_data = known is not None and known.name in {"JSON", "YAML"}
    return is_data and _DOCUMENT.search(code) is not None


def names_api_format(code: str) -> bool:
    """Return whether code has the first key of a document in OpenAPI or AsyncAPI."""
    return _FORMAT.search(code) is not None


def read_api(code: str, language: str, most: int = MOST_CHARACTERS) -> ApiDocument:
    """Return the operations of a document.

    Args:
        code: a block of code, as `is_api_document` knows it.
        language: its language.
        most: how many characters it may have.
    """
    if fault := too_long(code, most):
        return ApiDocument(fault=fault)
    known = language_named(language)
    found = ApiDocument()
    for tree in _json_trees(code) if known and known.name == "JSON" else [
        read_yaml_tree(code)
    ]:  # fmt: skip
        _Reader(tree, found).read()
        found.fault = found.fault or tree.fault
    return found


def _json_trees(code: str) -> Iterator[DataTree]:
    for document in read_json_text(code).documents:
        value, fault = load_json(document)
        yield DataTree(value, document.line, key_lines(document), fault)


class _Reader:
    """Reads one document."""

    def __init__(self, tree: DataTree, found: ApiDocument) -> None:
        self._tree = tree
        self._found = found

    def read(self) -> None:
        root = self._tree.value
        if not is_mapping(root):
            return
        self._check(root, (), _OF_ROOT)
        components = root.get("components")
        if is_mapping(components):
            self._check(components, ("components",), _OF_COMPONENTS)
            self._check_schemas(components.get("schemas"), ("components", "schemas"))
        self._check_schemas(root.get("definitions"), ("definitions",))
        paths = root.get("paths")
        if not is_mapping(paths):
            if "paths" in root:
                self._note("paths", ("paths",))
            return
        auth = _auth(root.get("security"))
        for path, item in paths.items():
            if path.startswith("x-"):
                continue
            if not path.startswith("/") or not is_mapping(item) or "$ref" in item:
                self._note(path, ("paths", path))
                continue
            self._path(path, item, auth)

    def _path(self, path: str, item: Mapping[str, Any], auth: str) -> None:
        self._check(item, ("paths", path), _METHODS | _OF_PATH)
        if not item.keys() & _METHODS:
            self._note(path, ("paths", path))
        for method, operation in item.items():
            if method not in _METHODS:
                continue
            if not is_mapping(operation):
                self._note(f"{method} {path}", ("paths", path, method))
                continue
            purpose = _words(operation.get("summary") or operation.get("description"))
            own = operation.get("security")
            self._found.operations.append(
                Operation(
                    method.upper(),
                    path,
                    purpose,
                    auth if own is None else _auth(own),
                    _schema_of(_body(operation)),
                    _response(operation),
                    self._line(("paths", path, method)),
                    bool(_body(operation)),
                    tuple(_tags(operation.get("tags"))),
                )
            )

    def _check(
        self, part: Mapping[str, Any], path: Path, known: frozenset[str]
    ) -> None:
        """Note the keys of a part that OpenAPI does not have there."""
        for key in part:
            if key not in known and not key.startswith("x-"):
                self._note(key, (*path, key))

    def _check_schemas(self, schemas: Any, path: Path) -> None:
        """Note the schemas that are no objects, and do not say that they are not."""
        if not is_mapping(schemas):
            if schemas is not None:
                self._note(path[-1], path)
            return
        for name, schema in schemas.items():
            if is_schema(schema):
                continue
            is_other = is_mapping(schema) and (
                schema.get("type") in _SCALARS or schema.keys() & _OF_OTHERS
            )
            if not is_other or "properties" in schema:
                self._note(name, (*path, name))

    def _note(self, words: str, path: Path) -> None:
        self._found.unread.append(CodeFault(words, self._line(path)))

    def _line(self, path: Path) -> int:
        return self._tree.lines.get(path, self._tree.line)


def _auth(security: Any) -> str:
    """Return security requirements in words: ``OAuth (read) and Key or Basic``."""
    if not _is_list(security):
        return ""
    if not security:
        return "No"
    found: list[str] = []
    for requirement in security:
        if not is_mapping(requirement):
            return ""
        if not requirement:
            return "Optional"
        schemes: list[str] = []
        for name, scopes in requirement.items():
            words = [_words(scope) for scope in scopes] if _is_list(scopes) else []
            schemes.append(f"{name} ({', '.join(words)})" if any(words) else name)
        found.append(" and ".join(schemes))
    return " or ".join(found)


def _body(operation: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the request body: of OpenAPI 3, or the parameter that it is in 2."""
    body = operation.get("requestBody")
    if is_mapping(body):
        return body
    parameters = operation.get("parameters")
    for parameter in parameters if _is_list(parameters) else ():
        if is_mapping(parameter) and parameter.get("in") == "body":
            return parameter
    return {}


def _response(operation: Mapping[str, Any]) -> str:
    """Return the schema of the answers of success, if they have one alone."""
    responses = operation.get("responses")
    found = {
        _schema_of(response)
        for status, response in (responses if is_mapping(responses) else {}).items()
        if _SUCCESS.fullmatch(status) and is_mapping(response)
    } - {""}
    return found.pop() if len(found) == 1 else ""


def _schema_of(part: Mapping[str, Any]) -> str:
    """Return the name of the schema of a body, if it has one alone."""
    content = part.get("content")
    media = content.values() if is_mapping(content) else ()
    parts = [part, *filter(is_mapping, media)]
    found = {_name(schemas.get("schema")) for schemas in parts} - {""}
    return found.pop() if len(found) == 1 else ""


def _name(schema: Any) -> str:
    """Return the name that a schema refers to, with ``[]`` for a list of it."""
    if not is_mapping(schema):
        return ""
    if schema.get("type") == "array":
        name = _name(schema.get("items"))
        return f"{name}[]" if name and not name.endswith("[]") else ""
    reference = schema.get("$ref")
    if not isinstance(reference, str):
        return ""
    group, _, name = reference.rpartition("/")
    return name if group.endswith(("/schemas", "/definitions")) else ""


def _tags(value: Any) -> list[str]:
    return [tag for tag in value if isinstance(tag, str)] if _is_list(value) else []


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)
