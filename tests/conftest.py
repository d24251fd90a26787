"""Projects of documentation, written and built in a test's own process."""

from __future__ import annotations

import gc
import io
import json
import logging
import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from textwrap import dedent
from types import CodeType
from typing import Any

import pytest
from hypothesis import settings
from jinja2.bccache import Bucket, BytecodeCache
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.inventory import InventoryFile

from languages import LANGUAGES, Language

# Trees of nodes are many small objects: to look for garbage seldom saves a tenth of
# the time of all tests.
gc.set_threshold(50_000, 20, 20)

# Sphinx logs a thousand lines of a small build for nobody.
logging.disable(logging.DEBUG)

# Other work on the machine makes an example slow.
settings.register_profile("default", deadline=None)
settings.load_profile("default")

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"

CONF: dict[str, Any] = {
    "project": "Shop",
    "extensions": ["myst_parser", "sphinxcontrib_techspec"],
    "exclude_patterns": ["_*"],
    "myst_enable_extensions": ["colon_fence", "fieldlist"],
    # Nothing of a page but what the tests look at, and fast.
    "html_theme": "basic",
    "html_copy_source": False,
    "html_last_updated_fmt": None,
}
"""What ``conf.py`` says where a test says nothing else."""

FAST = {"html_theme": "basic", "html_copy_source": False}
"""What makes building an example fast, where its theme is not the point."""

EPUB = {"copyright": "2025, its authors", "version": "1.0"}
"""What Sphinx wants of every EPUB."""

ALL_TESTS = "TECHSPEC_ALL_TESTS"
"""The variable of the environment that CI sets to run the slow tests too."""

_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that runs the slow tests too."""
    parser.addoption("--all", action="store_true", help="run the slow tests too")


def _runs_all(config: pytest.Config) -> bool:
    return bool(config.getoption("--all") or os.environ.get(ALL_TESTS))


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say that slow tests are left out."""
    if _runs_all(config):
        return None
    return f"slow tests: only in files that are named; all with --all or {ALL_TESTS}=1"


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out slow tests, except in a file that the command line names."""
    if _runs_all(config):
        return
    folder = config.invocation_params.dir
    named = {folder / argument.partition("::")[0] for argument in config.args}
    slow = [
        item
        for item in items
        if item.get_closest_marker("slow") and item.path not in named
    ]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in set(slow)]


@dataclass
class Build:
    """What one run of a builder left."""

    source: Path
    out: Path
    builder: str
    warnings: list[str]
    app: Sphinx

    @property
    def own_warnings(self) -> list[str]:
        """The warnings that are the extension's own."""
        return [line for line in self.warnings if "[techspec." in line]

    def written(self) -> dict[str, bytes]:
        """Return what the build left, by path, without what Sphinx keeps for itself."""
        return {
            str(path.relative_to(self.out)): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.suffix in {".html", ".json", ".sarif"}
        }

    def read(self, name: str) -> str:
        """Return a file of the output."""
        return (self.out / name).read_text("utf-8")

    def html(self, docname: str = "index") -> str:
        """Return a page as HTML."""
        folder = self.builder == "dirhtml" and not docname.endswith("index")
        return self.read(f"{docname}/index.html" if folder else f"{docname}.html")

    def text(self, docname: str = "index") -> str:
        """Return a page as plain text."""
        return self.read(f"{docname}.txt")

    @cached_property
    def json(self) -> dict[str, Any]:
        """What ``techspec.json`` says."""
        return json.loads(self.read("techspec.json"))

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items of all specs, as ``techspec.json`` has them."""
        return [item for spec in self.json["specs"] for item in spec["items"]]

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of all specs, as ``techspec.json`` has them."""
        return [found for spec in self.json["specs"] for found in spec["findings"]]

    @cached_property
    def inventory(self) -> dict[str, dict[str, str]]:
        """What ``objects.inv`` leads to: for each type, address by name."""
        loaded = InventoryFile.loads((self.out / "objects.inv").read_bytes(), uri="")
        return {
            type_: {name: item.uri for name, item in entries.items()}
            for type_, entries in loaded.data.items()
        }


@dataclass
class Project:
    """A project whose files a test writes, edits and builds.

    Attributes:
        folder: holds the source folder ``docs`` and all that is built.
        conf: values of ``conf.py``.
        suffix: that of documents.
        original: a folder that the source is copied from.
    """

    folder: Path
    conf: dict[str, Any] = field(default_factory=dict)
    suffix: str = ".md"
    original: Path | None = None

    def __post_init__(self) -> None:
        """Make the source folder, and ``conf.py`` in it."""
        self.source = self.folder / "docs"
        if self.original is None:
            self.source.mkdir(parents=True)
            self._base = _assignments(CONF)
        else:
            shutil.copytree(self.original, self.source)
            self._base = (self.source / "conf.py").read_text("utf-8")
        self.configure()

    def configure(self, **values: Any) -> None:
        """Change values of ``conf.py``."""
        self.conf.update(values)
        text = self._base + _assignments(self.conf)
        (self.source / "conf.py").write_text(text, "utf-8")

    def path(self, name: str) -> Path:
        """Return the path of a document or of a file of the source folder."""
        return self.source / (name if Path(name).suffix else name + self.suffix)

    def write(self, files: Mapping[str, str]) -> None:
        """Write files; a name without a suffix is a document's."""
        for name, text in files.items():
            path = self.path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip("\n"), "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text in a file, where it stands once."""
        path = self.path(name)
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    def remove(self, name: str) -> None:
        """Remove a file."""
        self.path(name).unlink()

    def line(self, text: str, name: str = "index") -> int:
        """Return the line, from 1, on which *text* first stands in a file."""
        before, found, _ = self.path(name).read_text("utf-8").partition(text)
        assert found, f"{text!r} does not stand in {name}"
        return before.count("\n") + 1

    def build(
        self,
        builder: str = "html",
        *,
        parallel: int = 1,
        fresh: bool = False,
        out: Path | None = None,
        doctrees: Path | None = None,
        nitpicky: bool = False,
        pages: Sequence[str] = (),
        hook: Callable[[Sphinx], None] | None = None,
    ) -> Build:
        """Build the project.

        Args:
            builder: the builder's name.
            parallel: how many processes read and write.
            fresh: whether to begin with nothing, in a folder of its own.
            out: the output folder; else one a builder.
            doctrees: the folder of doctrees; else one a builder.
            nitpicky: whether Sphinx warns of every reference that leads nowhere.
            pages: the documents to write; all that are not up to date where empty.
            hook: called with the application before it builds.
        """
        base = self.folder / ("clean" if fresh else "build")
        out = out or base / builder
        if fresh:
            shutil.rmtree(base, ignore_errors=True)
            shutil.rmtree(doctrees or base, ignore_errors=True)
        doctrees = doctrees or base / f"{builder}-doctrees"
        return run_sphinx(
            self.source, out, doctrees, builder,
            parallel=parallel, nitpicky=nitpicky, hook=hook,
            files=[self.path(page) for page in pages],
        )  # fmt: skip

    # What a test most often asks; each builds what has changed.

    @property
    def own_warnings(self) -> list[str]:
        """The extension's warnings."""
        return self.build("techspec").own_warnings

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items of all specs."""
        return self.build("techspec").items

    def html(self, docname: str = "index") -> str:
        """Return a page as HTML."""
        return self.build("html").html(docname)

    def text(self, docname: str = "index") -> str:
        """Return a page as plain text."""
        return self.build("text").text(docname)


def _assignments(values: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {value!r}\n" for name, value in values.items())


class _Templates(BytecodeCache):
    """Compiled templates of this process, by name and source.

    To compile a theme's templates takes a third of the time of a small build.
    """

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._code[bucket.key, bucket.checksum] = bucket.code


_TEMPLATES = _Templates()


def _keep_templates(app: Sphinx) -> None:
    templates = getattr(app.builder, "templates", None)
    if isinstance(templates, BuiltinTemplateLoader):
        templates.environment.bytecode_cache = _TEMPLATES


def run_sphinx(
    source: Path,
    out: Path,
    doctrees: Path,
    builder: str,
    *,
    parallel: int = 1,
    nitpicky: bool = False,
    conf: Mapping[str, Any] | None = None,
    hook: Callable[[Sphinx], None] | None = None,
    files: Sequence[Path] = (),
) -> Build:
    """Run Sphinx in this process, and leave no directive or role behind."""
    nocolor()
    # Sphinx adds a project's language to those of the projects before it.
    locale.translators.clear()
    output = io.StringIO()
    overrides = {**(conf or {}), **({"nitpicky": True} if nitpicky else {})}
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(
            source, source, out, doctrees, builder, dict(overrides),
            status=None, warning=output, parallel=parallel,
        )  # fmt: skip
        _keep_templates(app)
        if hook is not None:
            hook(app)
        app.build(filenames=files)
    lines = _COLOUR.sub("", output.getvalue()).replace(f"{source}/", "").splitlines()
    return Build(source, out, builder, [line for line in lines if line.strip()], app)


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Project]:
    """Return a function that writes a project: files by name, and values of conf.py."""

    def make(
        files: Mapping[str, str], *, language: Language | str = "md", **conf: Any
    ) -> Project:
        suffix = "." + (language if isinstance(language, str) else language.suffix)
        number = sum(1 for _ in tmp_path.iterdir())
        made = Project(tmp_path / f"project-{number}", conf, suffix)
        made.write(files)
        return made

    return make


@pytest.fixture
def conduit(tmp_path: Path) -> Project:
    """Return a copy of the example ``conduit`` to edit."""
    return Project(tmp_path / "conduit", dict(FAST), original=EXAMPLES / "conduit")


@pytest.fixture(params=list(LANGUAGES), ids=list(LANGUAGES))
def language(request: pytest.FixtureRequest) -> Language:
    """Return each host language in turn."""
    return LANGUAGES[request.param]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Build]:
    """Return a function that builds an example with a builder, once a session."""
    built: dict[tuple[str, str], Build] = {}
    folder = tmp_path_factory.mktemp("examples")

    def build(name: str, builder: str = "html") -> Build:
        if (name, builder) not in built:
            # Builders share what was read, but for these two.
            alone = builder in {"epub", "gettext"}
            doctrees = folder / (f"{name}-{builder}" if alone else name)
            built[name, builder] = run_sphinx(
                EXAMPLES / name, folder / f"{name}.{builder}", doctrees, builder,
                nitpicky=True, conf={**FAST, **(EPUB if builder == "epub" else {})},
            )  # fmt: skip
        return built[name, builder]

    return build
