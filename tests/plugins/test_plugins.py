"""A package of others adds a kind, a rule, a format and a reader of records."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from sphinx.errors import ConfigError

from languages import Language
from pages import Page, words
from sphinxcontrib_techspec import plugins
from sphinxcontrib_techspec.cli import main
from sphinxcontrib_techspec.exchange.read_specs import read_specs
from sphinxcontrib_techspec.exchange.schema import json_schema, schema_text
from sphinxcontrib_techspec.formats import FORMATS, OWN_FORMATS
from sphinxcontrib_techspec.kinds import KINDS, SECTIONS
from sphinxcontrib_techspec.rules import RULES

OWN = "ACME101"

ACME = Path(__file__).parent / "acme"

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Give a function that installs a package with one module and an entry point."""
    site = tmp_path / "site-packages"
    site.mkdir()
    before = set(sys.modules)
    monkeypatch.syspath_prepend(site)

    def write(distribution: str, prefix: str, module: str, code: str = "") -> None:
        info = site / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n"
        (info / "METADATA").write_text(metadata, "utf-8")
        entry = f"[{plugins.GROUP}]\n{prefix} = {module}\n"
        (info / "entry_points.txt").write_text(entry, "utf-8")
        if code:
            (site / f"{module}.py").write_text(code, "utf-8")
        plugins.reset()

    plugins.reset()
    yield write
    for name in set(sys.modules) - before:
        if hasattr(sys.modules[name], "__file__") and str(site) in str(
            sys.modules[name].__file__
        ):
            del sys.modules[name]
    monkeypatch.undo()
    plugins.reset()


@pytest.fixture
def acme(install: Install, tmp_path: Path) -> None:
    """Install the package that the page *Extend it* shows, as its pyproject says."""
    project = tomllib.loads((ACME / "pyproject.toml").read_text("utf-8"))["project"]
    ((prefix, module),) = project["entry-points"][plugins.GROUP].items()
    shutil.copytree(ACME / module, tmp_path / "site-packages" / module)
    install(project["name"], prefix, module)


def risks(language: Language, *options: tuple[str, str]) -> str:
    """Return a document with a risk alone and a table of one."""
    return language.document(
        language.directive(
            "techspec:risk",
            "The bank is down",
            {"likelihood": "low", "owner": "Payments", **dict(options)},
            "Payments wait in the queue.",
        ),
        language.directive(
            "techspec:risk",
            body=language.table(
                ["Risk", "Probability", "Mitigation"],
                [["A key leaks", "medium", "Keys live for 90 days"]],
            ),
        ),
        "See " + language.role("techspec:risk", "A key leaks") + ".",
        language.directive("techspec:table", "risk", {"where": "likelihood=low"}),
    )


@pytest.fixture
def site(acme, project, language):  # noqa: ARG001 - it is installed
    """Give a project with risks."""
    return project({"index": risks(language)}, language=language)


# What follows from a kind


def test_a_kind_has_its_directive_role_and_table(site):
    built = site.build("html", nitpicky=True)
    assert [line for line in built.warnings if OWN not in line] == []
    page = Page(built.html())
    assert ("A key leaks", "#risk-a-key-leaks") in page.links()
    assert built.inventory["techspec:risk"]["A key leaks"] == (
        "index.html#risk-a-key-leaks"
    )
    assert "techspec-likelihood-low" in built.html()


def test_a_kind_is_in_the_json_and_its_schema(site):
    built = site.build("techspec")
    assert [(i["kind"], i["name"], i["fields"]["owner"]) for i in built.items] == [
        ("risk", "The bank is down", "Payments"),
        ("risk", "A key leaks", ""),
    ]
    assert built.json["specs"][0]["counts"]["risks"]["failed"] == 1
    Draft202012Validator(json_schema()).validate(built.json)
    (item,) = (i for s in read_specs(built.read("techspec.json")) for i in s.items[:1])
    assert item.kind is KINDS[-1]


@pytest.mark.usefixtures("acme")
def test_the_schema_that_ships_is_without_plugins(capsys):
    assert "Kind_risk" not in json.loads(schema_text())["$defs"]
    assert main(["schema"]) == 0
    assert "Kind_risk" in json.loads(capsys.readouterr().out)["$defs"]


@pytest.mark.usefixtures("acme")
def test_a_section_of_its_own_is_asked_for_and_shown(project, language):
    assert [section.key for section in SECTIONS][-1] == "risks"
    site = project(
        {
            "index": language.document(
                language.directive("techspec:spec", "Shop", {"status": "approved"}),
                language.directive("techspec:report"),
            )
        },
        language=language,
    )
    told = [(f["code"], f["section"]) for f in site.build("techspec").findings]
    assert ("TS101", "risks") in told
    assert "Risks" in site.html()
    site.configure(techspec_sections=["risks"])
    told = [
        f["section"] for f in site.build("techspec").findings if f["code"] == "TS101"
    ]
    assert told == ["risks"]


@pytest.mark.usefixtures("acme")
def test_parallel_builds_are_the_same(project, language):
    pages = {f"page-{n}": risks(language) for n in range(12)}
    site = project(pages, language=language, suppress_warnings=["toc.not_included"])
    site.write({"index": language.document("Words.")})
    serial = site.build("html", fresh=True)
    shown = serial.html("page-3"), serial.warnings
    parallel = site.build("html", parallel=2, fresh=True)
    assert (parallel.html("page-3"), parallel.warnings) == shown


# Rules


def acme_findings(built):
    return [
        (f["code"], f["severity"], f["state"], f["item"], f["subject"], f["line"])
        for f in built.findings
        if f["code"] == OWN
    ]


def test_a_rule_is_checked_and_warns(site):
    built = site.build("techspec")
    ((_, severity, state, item, subject, line),) = acme_findings(built)
    assert (severity, state, item, subject) == (
        "warning",
        "fail",
        "A key leaks",
        "owner",
    )
    assert line == site.line("A key leaks")
    assert [f"techspec.{OWN}" in line for line in built.own_warnings].count(True) == 1


@pytest.mark.parametrize("prefix", ["ACME", "ACME1", "ACME101"])
def test_a_severity_is_configured(site, prefix):
    site.configure(techspec_severity={prefix: "info"})
    assert acme_findings(site.build("techspec"))[0][1] == "info"
    site.configure(techspec_severity={prefix: "off"})
    assert acme_findings(site.build("techspec")) == []


@pytest.mark.usefixtures("acme")
def test_an_item_waives_the_rule(project, language):
    text = risks(language, ("waive", f"{OWN} the bank watches it"), ("owner", ""))
    built = project({"index": text}, language=language).build("techspec")
    assert [(state, item) for _, _, state, item, *_ in acme_findings(built)] == [
        ("waived", "The bank is down"),
        ("fail", "A key leaks"),
    ]


@pytest.mark.usefixtures("acme")
def test_a_spec_waives_the_rule(project, language):
    text = risks(language) + language.directive(
        "techspec:waive", OWN, body="One team watches all."
    )
    built = project({"index": text}, language=language).build("techspec")
    assert [state for _, _, state, *_ in acme_findings(built)] == ["waived"]
    assert built.own_warnings == []


def test_the_command_line_lists_and_selects_rules(site, capsys):
    assert main(["rules"]) == 0
    assert f"{OWN}  risk-without-owner" in capsys.readouterr().out
    assert main(["rules", "risk-without-owner"]) == 0
    assert "https://acme.example/techspec/ACME101" in capsys.readouterr().out
    site.build("techspec")
    path = str(site.folder / "build" / "techspec" / "techspec.json")
    assert main(["check", path, "--select", "ACME"]) == 1
    assert main(["check", path, "--ignore", "ACME", "--select", "ACME"]) == 0


# Views


@pytest.mark.usefixtures("acme")
def test_a_view_is_shown_and_follows_the_items(project, language):
    site = project(
        {
            "index": language.document(language.directive("techspec:risk-count")),
            "page": risks(language),
        },
        language=language,
        suppress_warnings=["toc.not_included"],
    )
    assert "Risks: 1 low, 1 medium." in words(Page(site.html()).body)
    site.edit("page", "medium", "high")
    assert "Risks: 1 high, 1 low." in words(Page(site.html()).body)


# Formats


def test_a_format_is_a_choice(site, capsys):
    arguments = ["check", str(site.source), "--select", OWN, "--format"]
    assert main([*arguments, "csv"]) == 1
    line = site.line("A key leaks")
    (row,) = capsys.readouterr().out.splitlines()
    assert row.startswith(f"{site.source}/index{site.suffix},{line},{OWN},")
    with pytest.raises(SystemExit):
        main([*arguments, "cvs"])
    assert "csv" in capsys.readouterr().err


def test_a_finding_of_a_plugin_is_in_every_format(site, capsys):
    for name in OWN_FORMATS:
        assert main(["check", str(site.source), "--select", OWN, "--format", name]) == 1
        out = capsys.readouterr().out
        assert OWN in out or name == "shields", name
        if name == "sarif":
            run = json.loads(out)["runs"][0]
            rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
            assert rule["id"] == OWN
            assert rule["helpUri"] == "https://acme.example/techspec/ACME101"
        elif name == "junit":
            root = ET.fromstring(out)  # noqa: S314 - written by the test
            failed = [case for case in root.iter("testcase") if len(case)]
            assert [case.get("name") for case in failed] == [
                f"{OWN} risk-without-owner"
            ]


# Decision records


@pytest.mark.usefixtures("acme")
def test_a_reader_finds_a_status(project, language):
    site = project(
        {
            "index": language.document("Words."),
            "adr/0001-queue": language.document(
                "Verdict: accepted", title="1. Use a queue"
            ),
        },
        language=language,
        suppress_warnings=["toc.not_included"],
    )
    (record,) = site.build("techspec").json["decision_records"]
    assert record["status"] == "accepted"
    plugins.reset()
    with plugins.replaced():
        (record,) = site.build("techspec").json["decision_records"]
        assert record["status"] == "unknown"


# Without the plugin


def test_a_report_is_read_without_the_plugin(site, capsys, tmp_path):
    path = tmp_path / "techspec.json"
    path.write_text(site.build("techspec").read("techspec.json"), "utf-8")
    with plugins.replaced():
        assert "risk" not in {kind.kind for kind in KINDS}
        (spec,) = read_specs(path.read_text("utf-8"))
        first = spec.items[0]
        assert (first.kind_name, first.name) == ("risk", "The bank is down")
        assert first.text("owner") == "Payments"
        for name in OWN_FORMATS:
            assert main(["check", str(path), "--format", name]) == 1
            out = capsys.readouterr().out
            assert OWN in out or name == "shields", name


@pytest.mark.usefixtures("acme")
def test_installing_a_plugin_reads_the_documents_again(project):
    site = project({"index": "# Page\n\n```{techspec:risk} Fire\n```\n"})
    with plugins.replaced():
        assert "TS009" in {f["code"] for f in site.build("techspec").findings}
    assert [item["kind"] for item in site.build("techspec").items] == ["risk"]


def test_a_report_is_checked_without_looking_for_plugins(example):
    path = example("minimal", "techspec").out / "techspec.json"
    code = (
        "import sys; from sphinxcontrib_techspec import plugins\n"
        "from sphinxcontrib_techspec.cli import main\n"
        f"main(['check', {str(path)!r}, '--format', 'json'])\n"
        "assert plugins._State.plugins is None\n"
        "assert 'importlib.metadata' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


# Several plugins, and bad ones

KIND = """
from typing import ClassVar
from sphinxcontrib_techspec.api import Kind, Section

class Made(Kind):
    kind: ClassVar = {name!r}
    title: ClassVar = "made"
    section: ClassVar = Section.API
    label: ClassVar = "Made"
    columns: ClassVar = ({column!r},)
    bullet: ClassVar = ("",)

KINDS = (Made,)
"""

RULE = """
from sphinxcontrib_techspec.api import Rule

def check(spec, context):
    {doc!r}
    return iter(())

RULES = (Rule({code!r}, "a-rule", check),)
"""


def kind(name: str, column: str = "") -> str:
    return KIND.format(name=name, column=column)


def rule(code: str, doc: str = "A page.") -> str:
    return RULE.format(code=code, doc=doc)


@pytest.mark.usefixtures("acme")
def test_two_plugins_come_in_the_order_of_their_prefixes(install):
    install("zeta", "ZZ", "zeta_spec", kind("zeta") + rule("ZZ001"))
    install("abba", "AB", "abba_spec", kind("abba") + rule("AB001"))
    assert [k.kind for k in KINDS][-3:] == ["abba", "risk", "zeta"]
    assert [r.code for r in RULES][-3:] == ["AB001", "ACME101", "ZZ001"]


BAD = {
    "reserved prefix": ("TS", "", "TS is reserved"),
    "short prefix": ("A", "", "prefix"),
    "prefix in lower case": ("acme", "", "prefix"),
    "import": ("XX", "import nothing_of_that_name", "nothing_of_that_name"),
    "syntax": ("XX", "def", "SyntaxError"),
    "own kind": ("XX", kind("stack"), "stack"),
    "name of a view": ("XX", kind("report"), "reserved"),
    "name of a kind": ("XX", kind("Two Words"), "Two Words"),
    "unknown column": ("XX", kind("made", "nowhere"), "nowhere"),
    "not a kind": ("XX", "KINDS = (int,)", "not a subclass of Kind"),
    "not a tuple": ("XX", "KINDS = {}", "not a tuple"),
    "code of another prefix": ("XX", rule("YY001"), "YY001"),
    "own code": ("XX", rule("TS301"), "TS301"),
    "rule without a page": ("XX", rule("XX001", ""), "docstring"),
    "not a rule": ("XX", "RULES = (1,)", "not a Rule"),
    "reader": ("XX", "ADR_READERS = (1,)", "not a function"),
    "not a view": ("XX", "VIEWS = (int,)", "not a subclass of View"),
    "own format": (
        "XX",
        "from sphinxcontrib_techspec.api import Format\n"
        "FORMATS = (Format('json', str),)",
        "json",
    ),
    "text that leads nowhere": (
        "XX",
        "RULES = ('bad_spec:nothing',)",
        "bad_spec:nothing",
    ),
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_plugin_is_one_error_that_names_it(name, install, project, capsys):
    prefix, code, words = BAD[name]
    install("bad-spec", prefix, "bad_spec", code or "KINDS = ()\n")
    site = project({"index": "# Page\n"})
    with pytest.raises(ConfigError) as caught:
        site.build("html")
    message = str(caught.value)
    assert "bad-spec" in message
    assert words in message
    assert "\n" not in message
    assert main(["check", str(site.source)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("techspec: ")
    assert "bad-spec" in line


@pytest.mark.usefixtures("acme")
def test_a_prefix_is_one_plugins(install):
    install("bad-spec", "ACME", "bad_spec", "KINDS = ()\n")
    with pytest.raises(plugins.PluginError) as caught:
        plugins.installed()
    assert {"acme-techspec", "bad-spec"} <= set(
        str(caught.value).replace(":", "").split()
    )


@pytest.mark.usefixtures("acme")
def test_a_kind_is_one_plugins(install):
    install("bad-spec", "XX", "bad_spec", kind("risk"))
    with pytest.raises(plugins.PluginError) as caught:
        KINDS.all()
    assert {"acme-techspec", "bad-spec", "risk"} <= set(
        str(caught.value).replace(":", "").split()
    )


def test_the_command_line_names_a_bad_plugin(install, capsys):
    install("bad-spec", "XX", "bad_spec", "import nothing_of_that_name\n")
    assert main(["rules"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "bad-spec" in line


def test_a_bad_plugin_breaks_no_import(install):
    install("bad-spec", "XX", "bad_spec", "import nothing_of_that_name\n")
    assert next(iter(FORMATS)) == "text"
    code = "import sphinxcontrib_techspec.api, sphinxcontrib_techspec.sphinx_ext"
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={"PYTHONPATH": sys.path[0]}
    )
