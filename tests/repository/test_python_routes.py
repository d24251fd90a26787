"""Routes in Python code: what decorators and calls write, with all that is before."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.repository import Sources
from sphinxcontrib_techspec.repository.python_routes import read_routes

FASTAPI = {
    "shop/main.py": """\
from fastapi import FastAPI
from shop.routers import orders, kites as k
from .routers.users import router as users_router
from .settings import settings

API = "/api"
VERSION = API + "/v1"
app = FastAPI()
app.include_router(orders.router, prefix=f"{VERSION}")
app.include_router(k.router, prefix=VERSION, tags=["kites"])
app.include_router(users_router, prefix=settings.prefix)
app.include_router(orders.admin, prefix="/admin")


@app.get("/health")
def health(): ...


app.add_api_route("/ready", health, methods=["GET", "HEAD"])
""",
    "shop/routers/__init__.py": "",
    "shop/routers/orders.py": """\
from fastapi import APIRouter

router = APIRouter(prefix="/orders", tags=["orders"])
parts: APIRouter = APIRouter(prefix="/{order_id}/parts")
admin = APIRouter()


@router.get("/", response_model=list)
async def orders(): ...


@router.post("")
async def place(): ...


@parts.delete(path="/{part:path}")
async def remove(): ...


@admin.put("/orders")
async def replace(): ...


@cache.get("key")
@router.websocket("/events")
async def events(): ...


router.include_router(parts)
""",
    "shop/routers/kites.py": """\
import fastapi

router = fastapi.APIRouter()


@router.api_route("/kites", methods=["GET", "POST"])
async def kites(): ...
""",
    "shop/routers/users.py": """\
from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.patch("/{id}")
async def change(): ...
""",
}
FLASK = {
    "shop/__init__.py": """\
from flask import Flask

from shop.orders import bp
from shop import kites


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp, url_prefix="/v2/orders")
    app.register_blueprint(kites.bp)

    @app.route("/health")
    def health(): ...

    app.add_url_rule("/ready", view_func=health)
    return app
""",
    "shop/orders.py": """\
from flask import Blueprint

bp = Blueprint("orders", __name__, url_prefix="/orders")


@bp.route("/<int:order_id>", methods=["GET", "DELETE"])
def order(order_id): ...


@bp.post("/")
def place(): ...
""",
    "shop/kites.py": """\
from flask import Blueprint

bp = Blueprint("kites", __name__, url_prefix="/kites")


@bp.get("/<path:name>")
def kite(name): ...
""",
}
STARLETTE = {
    "shop/app.py": """\
from starlette.applications import Starlette
from starlette.routing import Mount, Route

routes = [
    Route("/orders", orders, methods=["POST"]),
    Mount("/kites", routes=[Route("/{id}", kite)]),
]
app = Starlette(routes=routes)
""",
}

SAMPLES: list[tuple[Mapping[str, str], set[str]]] = [
    (
        FASTAPI,
        {
            "GET /api/v1/orders", "POST /api/v1/orders",
            "DELETE /api/v1/orders/{order_id}/parts/{part:path}", "PUT /admin/orders",
            "GET /api/v1/kites", "POST /api/v1/kites", "… PATCH /users/{id}",
            "GET /health", "GET /ready", "HEAD /ready",
        },
    ),
    (
        FLASK,
        {
            "GET /v2/orders/{order_id}", "DELETE /v2/orders/{order_id}",
            "POST /v2/orders", "GET /kites/{name}", "GET /health", "GET /ready",
        },
    ),
    (STARLETTE, {"… POST /orders", "… GET /{id}"}),
]  # fmt: skip


def write(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def routes(root: Path, below: str = "") -> set[str]:
    """Return the routes below a folder, with ``…`` where the beginning is not known."""
    return {
        f"{'' if route.is_whole else '… '}{route.method} {route.path}"
        for route in Sources(root.resolve()).routes(below).routes
    }


@pytest.mark.parametrize(("files", "expected"), SAMPLES)
def test_routes(tmp_path: Path, files: Mapping[str, str], expected: set[str]):
    assert routes(write(tmp_path, files)) == expected


@pytest.mark.parametrize(("files", "expected"), SAMPLES)
def test_a_folder_above_makes_no_difference(
    tmp_path: Path, files: Mapping[str, str], expected: set[str]
):
    deep = "services/api/src/product"
    write(tmp_path / deep, files)
    assert routes(tmp_path) == expected
    assert routes(tmp_path, deep) == expected
    assert routes(tmp_path, "services/web") == set()


def test_lines_are_those_of_the_decorators(tmp_path: Path):
    write(tmp_path, FASTAPI)
    for route in Sources(tmp_path.resolve()).routes().routes:
        row = FASTAPI[route.file].split("\n")[route.line - 1]
        assert "(" in row
        assert route.path == "/" or route.path.split("/")[-1].split("{")[0] in (
            row + FASTAPI[route.file]
        )


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("PATH = settings.path\n@app.get(PATH)\ndef f(): ...", False),
        ("PATH = '/x'\n@app.get(PATH)\ndef f(): ...", True),
        ("@app.get('/' + name)\ndef f(): ...", False),
        ("@client.get(PATH)\ndef f(): ...", True),
    ],
)
def test_whether_all_paths_are_text(tmp_path: Path, code: str, *, expected: bool):
    text = f"from fastapi import FastAPI\napp = FastAPI()\n{code}\n"
    write(tmp_path, {"app.py": text})
    assert Sources(tmp_path.resolve()).routes().is_read is expected


def test_a_router_that_is_made_elsewhere_leaves_the_beginning_open(tmp_path: Path):
    text = (
        "from x import FastAPI\n\ndef add(app):\n    @app.get('/x')\n    def f(): ..."
    )
    assert routes(write(tmp_path, {"app.py": text})) == {"… GET /x"}


def test_routers_that_include_each_other_have_an_end(tmp_path: Path):
    text = """\
from fastapi import APIRouter

a = APIRouter(prefix="/a")
b = APIRouter(prefix="/b")
a.include_router(b)
b.include_router(a)


@a.get("/x")
def f(): ...
"""
    assert routes(write(tmp_path, {"app.py": text})) == {"… GET /b/a/x"}


def test_tests_and_examples_have_no_routes(tmp_path: Path):
    text = "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/x')\ndef f(): ..."
    names = ("tests/app.py", "app/test_app.py", "app/conftest.py", "examples/app.py")
    assert routes(write(tmp_path, dict.fromkeys(names, text))) == set()


@pytest.mark.parametrize(
    "text",
    ["", "def f(:", "x = " + "(" * 5000, "\0", "FastAPI" * 3, "x" + "+1" * 20_000],
)
def test_damaged_code_has_no_routes(text: str):
    assert read_routes(text.encode()) == []


@pytest.mark.filterwarnings("error")
def test_warnings_of_the_language_are_those_of_the_author():
    text = "from fastapi import FastAPI\napp = FastAPI()\nX = '\\d'\n"
    assert [row.kind for row in read_routes(text.encode())] == ["import", "app"]


@pytest.mark.parametrize("depth", [500, 900, 1500, 9000])
def test_long_sums_of_texts_end_no_build(depth: int):
    code = "from fastapi import FastAPI\nX = " + " + ".join(["'a'"] * depth)
    assert {row.kind for row in read_routes(code.encode())} <= {"import"}


@given(st.sampled_from(sorted(FASTAPI)), st.data())
def test_any_code_is_read(name: str, data: st.DataObject):
    text = FASTAPI[name]
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    changed = text[:start] + data.draw(st.text(max_size=9)) + text[end:]
    rows = read_routes(changed.encode("utf-8", "replace"))
    lines = len(changed.splitlines()) + 1
    assert all(1 <= row.line <= lines for row in rows)
