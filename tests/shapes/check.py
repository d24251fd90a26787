#!/usr/bin/env python3
"""Compare what the extension reads in each case with its ``expected.yaml``.

    python check.py [--python PYTHON] [--plain] [--no-words] [-v] FOLDER...

A FOLDER is a case, or holds cases. Each case is built as a project of one page: as a
draft, as an approved spec, and as HTML for the words on the page. With ``--plain``, the
page is what ``techspec adopt`` prints for ``plain.md``, and findings are not compared;
what ``plain`` in ``expected.yaml`` has comes before the rest of it. ``--record FILE``
writes which cases pass, and how many items of the others are read as expected.

Exit code 0: every case passes. 1: a case fails. 2: nothing could be checked.
"""

from __future__ import annotations

import argparse
import html.parser
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import yaml

CONF = """\
project = "Case"
extensions = ["myst_parser", "sphinxcontrib_techspec"]
html_theme = "basic"
smartquotes = False
html_copy_source = False
"""

_OWN_FILES = {"plain.md", "techspec.md", "expected.yaml", "conf.py"}
"""The files of a case that are not copied into its project as they are."""

_WARNING = re.compile(r"^.*?(?:WARNING|ERROR|CRITICAL|SEVERE): ")
_CODE = re.compile(r"\[techspec\.(TS\d+)\]\s*$")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_STATUS = re.compile(r"(?m)^:status: [\w ]+$")

Data = dict[str, Any]
"""An object of ``techspec.json`` or a part of ``expected.yaml``."""


# The names that techspec.json gives to what is compared. Nothing below this part
# names a key of techspec.json, except for the kind, name and fields of an item.


def _first_spec(data: Data) -> Data:
    empty: Data = {"items": [], "findings": [], "not_applicable": []}
    return next(iter(data.get("specs") or ()), empty)


def _all_findings(data: Data) -> list[Data]:
    return [found for spec in data.get("specs", ()) for found in spec["findings"]]


def _decision_records(data: Data) -> list[Data]:
    """Return the decision records: each has a docname, a number and a status."""
    return data.get("decision_records", [])


def _references(item: Data) -> list[Data]:
    """Return an item's references to decision records, as written and resolved."""
    return item.get("decisions", [])


def _reference_text(reference: Data) -> str:
    return reference["text"]


def _text_of(value: Any) -> Any:
    """Return the text of a field's value that has parts, such as a version."""
    return value.get("text") if isinstance(value, dict) else value


def _pinning(item: Data) -> str | None:
    version = item["fields"].get("version")
    return version.get("pinning") if isinstance(version, dict) else None


def _cardinality(item: Data) -> str:
    value = item["fields"].get("cardinality")
    sides = value if isinstance(value, dict) else {}
    return f"{sides.get('left')}-to-{sides.get('right')}"


def _header_fields(spec: Data) -> Data:
    return (spec.get("header") or {}).get("fields", {})


_FIELD_NAMES = {("setting", "purpose"): ("purpose", "description")}
"""Fields that may have one of several names."""


class Difference(Exception):
    """The first difference that a comparison found."""


def _normalized(value: object) -> str:
    text = "" if value is None else str(value)
    return " ".join(re.sub(r"[`*]", "", text).split()).rstrip(".").strip().casefold()


def _differs(expected: Any, actual: Any) -> bool:
    """Return whether a value is not as expected; a list names alternatives."""
    if isinstance(expected, list):
        return all(_differs(one, actual) for one in expected)
    if isinstance(expected, dict):
        if "has" in expected or "hasnt" in expected:
            return _words_differ(expected, _normalized(actual))
        return not isinstance(actual, dict) or any(
            _differs(value, actual.get(key)) for key, value in expected.items()
        )
    actual = _text_of(actual)
    if expected is None:
        return actual not in (None, "", [])
    if isinstance(expected, bool):
        return actual is not expected
    if isinstance(expected, (int, float)) and isinstance(actual, (int, float)):
        return float(expected) != float(actual)
    return _normalized(expected) != _normalized(actual)


def _words_differ(expected: Data, text: str) -> bool:
    """Return whether words are missing, or words are there that must not be.

    An entry of ``has`` that is a list names alternatives.
    """
    for entry in expected.get("has", ()):
        alternatives = entry if isinstance(entry, list) else [entry]
        if not any(_normalized(words) in text for words in alternatives):
            return True
    return any(_normalized(words) in text for words in expected.get("hasnt", ()))


def _shown(value: Any) -> str:
    text = repr(_text_of(value))
    return text if len(text) < 70 else text[:67] + "…"


def _compare_rows(entity: str, expected: list[Data], actual: list[Data]) -> None:
    """Compare an entity's rows: name and type, and words in any of their texts."""
    names = [row["name"] for row in actual]
    expected = [r for r in expected if not r.get("maybe") or r["name"] in names]
    expected_names = [row["name"] for row in expected]
    if expected_names != names:
        raise Difference(f"{entity}: fields are {names}, expected {expected_names}")
    for wanted, row in zip(expected, actual, strict=True):
        name = f"{entity}.{row['name']}"
        type_ = row.get("type")
        if "type" in wanted and _differs(wanted["type"], type_):
            raise Difference(f"{name}: type {type_!r}, expected {wanted['type']!r}")
        texts = (row.get(key) or "" for key in ("type", "constraints", "description"))
        text = " | ".join(map(str, texts))
        words = {key: wanted[key] for key in ("has", "hasnt") if key in wanted}
        if words and _differs(words, text):
            raise Difference(f"{name}: text {text!r}, expected {words}")


def _compare_records(name: str, expected: list[int], item: Data, data: Data) -> None:
    numbers = {r["docname"]: r["number"] for r in _decision_records(data)}
    references = _references(item)
    if [numbers.get(r["docname"]) for r in references] != expected:
        texts = [_reference_text(reference) for reference in references]
        raise Difference(f"{name}: decision records {texts}, expected {expected}")


def _compare_field(key: str, expected: Any, item: Data) -> None:
    name, fields = f"{item['kind']} {item['name']}", item["fields"]
    if key == "pinning":
        actual = _pinning(item)
        different = actual != expected
    elif key == "cardinality":
        actual = _cardinality(item)
        different = actual != expected
    elif key in {"uses", "errors"}:
        actual = list(fields.get(key) or ())
        different = actual != expected
    else:
        keys = _FIELD_NAMES.get((item["kind"], key), (key,))
        actual = next((fields[key] for key in keys if key in fields), None)
        different = _differs(expected, actual)
    if different:
        raise Difference(f"{name}: {key} {_shown(actual)}, expected {_shown(expected)}")


def _compare_item(expected: Data, item: Data, data: Data) -> None:
    name = f"{item['kind']} {item['name']}"
    for key, value in expected.items():
        if key in {"kind", "name"}:
            continue
        if key == "fields":
            _compare_rows(item["name"], value, item["fields"].get("fields") or [])
        elif key == "adr":
            _compare_records(name, value, item, data)
        else:
            _compare_field(key, value, item)


def _is_named(expected: Data, item: Data) -> bool:
    return item["kind"] == expected["kind"] and not _differs(
        expected["name"], item["name"]
    )


def _match(expected: Data, items: list[Data], data: Data) -> Data:
    """Return the first of *items* that is as expected."""
    named = [item for item in items if _is_named(expected, item)]
    first: Difference | None = None
    for item in named:
        try:
            _compare_item(expected, item, data)
        except Difference as difference:
            first = first or difference
        else:
            return item
    if first is not None:
        raise first
    names = [item["name"] for item in items if item["kind"] == expected["kind"]]
    missing = f"missing {expected['kind']} “{expected['name']}”"
    raise Difference(f"{missing}, found {_shown(names)}")


def _compare_items(expected: Data, data: Data) -> None:
    items: list[Data] = list(_first_spec(data)["items"])
    if unnamed := [item for item in items if not item["name"].strip()]:
        raise Difference(f"{len(unnamed)} {unnamed[0]['kind']} items without a name")
    for entry in expected.get("not_items", ()):
        wrong = entry if isinstance(entry, dict) else {"name": entry}
        for item in items:
            same_kind = wrong.get("kind") in {None, item["kind"]}
            if same_kind and _normalized(item["name"]) == _normalized(wrong["name"]):
                raise Difference(f"“{wrong['name']}” must not be a {item['kind']} item")
    left = list(items)
    for entry in expected.get("items", ()):
        left.remove(_match(entry, left, data))
    if extra := [i for i in left if i["kind"] not in expected.get("open", ())]:
        first = f"{extra[0]['kind']} “{extra[0]['name'][:60]}”"
        raise Difference(f"{len(extra)} unexpected items, the first is {first}")


def _count_right(expected: Data, data: Data) -> int:
    """Return how many of the expected items are read as expected."""
    left: list[Data] = list(_first_spec(data)["items"])
    right = 0
    for entry in expected.get("items", ()):
        try:
            left.remove(_match(entry, left, data))
        except Difference:
            continue
        right += 1
    return right


def _compare_sections(expected: Data, data: Data) -> None:
    for wanted in expected.get("not_applicable", ()):
        entry = next(
            (
                entry
                for entry in _first_spec(data)["not_applicable"]
                if _normalized(entry["name"]) == _normalized(wanted["what"])
            ),
            None,
        )
        if entry is None:
            raise Difference(f"{wanted['what']} is not marked as not applicable")
        if _differs(wanted["reason"], entry["reason"]):
            reasons = f"{entry['reason']!r}, expected {wanted['reason']!r}"
            raise Difference(f"{wanted['what']}: reason {reasons}")


def _compare_decision_records(expected: Data, data: Data) -> None:
    by_number = {record["number"]: record for record in _decision_records(data)}
    for wanted in expected.get("records", ()):
        number = wanted["number"]
        if number not in by_number:
            raise Difference(f"record {number} is not found")
        for key, value in wanted.items():
            actual = by_number[number].get(key)
            if value is not None and actual != value:
                raise Difference(f"record {number}: {key} {actual!r}, not {value!r}")


def _compare_header(expected: Data, data: Data) -> None:
    fields = _header_fields(_first_spec(data))
    for key, value in expected.items():
        if _differs(value, fields.get(key)):
            texts = f"{_shown(fields.get(key))}, expected {_shown(value)}"
            raise Difference(f"header: {key} {texts}")


def _is_finding(expected: Data, finding: Data) -> bool:
    codes = expected["code"]
    if finding["code"] not in (codes if isinstance(codes, list) else [codes]):
        return False
    if finding["state"] != "fail":
        return False
    item = expected.get("item", finding["item"])
    if _normalized(finding["item"]) != _normalized(item):
        return False
    if expected.get("severity", finding["severity"]) != finding["severity"]:
        return False
    subject = expected.get("subject", finding["subject"])
    return _normalized(finding["subject"]) == _normalized(subject)


def _compare_silence(expected: Data, findings: list[Data]) -> None:
    for entry in expected.get("silent_approved", ()):
        for finding in findings:
            if _is_finding(entry, finding):
                text = f"{finding['code']} {finding['item']}: {finding['message'][:90]}"
                raise Difference(f"approved: unexpected finding {text}")


def _compare_findings(expected: Data, findings: list[Data]) -> None:
    for entry in expected.get("findings_approved", ()):
        count = sum(_is_finding(entry, finding) for finding in findings)
        if not count:
            raise Difference(f"approved: missing finding {entry}")
        times = entry.get("times", count)
        if times != count:
            raise Difference(f"approved: {entry['code']} {count} times, not {times}")


def _compare_warnings(expected: Data, warnings: Sequence[str]) -> None:
    """Compare the warnings of a draft: MyST's and Sphinx's count as well."""
    for line in warnings:
        code = _CODE.search(line)
        if not code or code[1] not in expected.get("findings_draft", ()):
            text = re.sub(r"^\S*/(?=[^/]*:\d)", "", line)[:150]
            raise Difference(f"draft: unexpected warning {text}")
    times = expected.get("warnings", len(warnings))
    if times != len(warnings):
        raise Difference(f"draft: {len(warnings)} warnings, not {times}")


class _PageText(html.parser.HTMLParser):
    """The text of a page, with a space where a block begins."""

    _BLOCKS = frozenset(
        "p td th li tr div pre h1 h2 h3 h4 dt dd br section".split(),
    )

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _compare_words(expected: Data, page: str) -> None:
    reader = _PageText()
    reader.feed(page)
    text = " ".join("".join(reader.parts).replace("¶", " ").split())
    for words in expected.get("words", ()):
        if " ".join(words.split()) not in text:
            raise Difference(f"missing on the page: “{words}”")


@dataclass(frozen=True)
class Job:
    """A build: a source folder, and the builder to run on it."""

    folder: Path
    builder: str

    @property
    def out(self) -> Path:
        """The folder to build into."""
        return self.folder / f"_{self.builder}"


@dataclass(frozen=True)
class Built:
    """The warnings of a build, and what ``techspec.json`` says if it is there."""

    warnings: list[str]
    data: Data = field(default_factory=dict)

    @classmethod
    def of(cls, job: Job, output: Sequence[str]) -> Built:
        """Return the result of a job, given the lines that Sphinx printed."""
        path = job.out / "techspec.json"
        return cls(
            [line for line in output if _WARNING.match(line)],
            json.loads(path.read_text("utf-8")) if path.is_file() else {},
        )


Build = Callable[[Sequence[Job]], list[Built]]
"""Runs jobs in turn and returns their results."""

Adopt = Callable[[Path], subprocess.CompletedProcess[str]]
"""Runs ``techspec adopt index.md`` in a folder."""


@dataclass
class Result:
    """How a case compares: its differences, the first of each comparison.

    Attributes:
        expected: how many items are expected.
        read: how many items are read.
        right: how many of the expected items are read as expected.
    """

    differences: list[str] = field(default_factory=list)
    expected: int = 0
    read: int = 0
    right: int = 0

    @property
    def state(self) -> str | int:
        """What the record says about the case: ``passes``, or the items right."""
        return self.right if self.differences else "passes"

    def compare(self, comparison: Callable[..., None], *arguments: Any) -> None:
        """Run a comparison, and keep the difference that it finds."""
        try:
            comparison(*arguments)
        except Difference as difference:
            self.differences.append(str(difference))


def _write_project(case: Path, page: str, folder: Path) -> None:
    """Write the project of one page, with the files beside the page of the case."""
    folder.mkdir(parents=True)
    for path in case.iterdir():
        if path.name not in _OWN_FILES and not path.name.startswith("."):
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, folder / path.name)
    own = case / "conf.py"
    conf = CONF + (own.read_text("utf-8") if own.exists() else "")
    (folder / "conf.py").write_text(conf, "utf-8")
    (folder / "index.md").write_text(page, "utf-8")


def _with_status(page: str, status: str) -> str:
    page, count = _STATUS.subn(f":status: {status}", page, count=1)
    if not count:
        raise Difference("the page has no “:status:” option")
    return page


def check_case(
    case: Path,
    build: Build,
    folder: Path,
    *,
    words: bool = True,
    adopt: Adopt | None = None,
) -> Result:
    """Build a case and compare it with its ``expected.yaml``.

    Args:
        case: the folder of the case.
        build: runs Sphinx.
        folder: an empty folder to build in.
        words: whether to build HTML too, to look for words on the page.
        adopt: prints the page for ``plain.md``; without it, the
            page is ``techspec.md``.
    """
    expected: Data = yaml.safe_load((case / "expected.yaml").read_text("utf-8"))
    if adopt:
        expected = {**expected, **expected.get("plain", {})}
    result = Result(expected=len(expected.get("items", ())))
    try:
        _check(case, expected, result, build, folder, words=words, adopt=adopt)
    except Difference as difference:
        result.differences.append(str(difference))
    return result


def _check(
    case: Path,
    expected: Data,
    result: Result,
    build: Build,
    folder: Path,
    *,
    words: bool,
    adopt: Adopt | None,
) -> None:
    if adopt:
        page = _adopted_page(case, expected, folder / "plain", adopt)
    else:
        page = (case / "techspec.md").read_text("utf-8")
    draft, approved = folder / "draft", folder / "approved"
    _write_project(case, _with_status(page, "draft"), draft)
    _write_project(case, _with_status(page, "approved"), approved)
    jobs = [Job(draft, "techspec"), Job(approved, "techspec")]
    words = words and bool(expected.get("words"))
    if words:
        jobs.append(Job(draft, "html"))
    if adopt:
        _write_project(case, page, folder / "adopted")
        jobs.append(Job(folder / "adopted", "techspec"))
    built = build(jobs)

    data = built[0].data
    result.right = _count_right(expected, data)
    result.read = len(_first_spec(data)["items"])
    result.compare(_compare_items, expected, data)
    result.compare(_compare_sections, expected, data)
    result.compare(_compare_decision_records, expected, data)
    result.compare(_compare_header, expected.get("head", {}), data)
    if not adopt:
        result.compare(_compare_warnings, expected, built[0].warnings)
    if words:
        html_page = Job(draft, "html").out / "index.html"
        result.compare(_compare_words, expected, html_page.read_text("utf-8"))
    findings = _all_findings(built[1].data)
    if not adopt:
        result.compare(_compare_silence, expected, findings)
        result.compare(_compare_findings, expected, findings)
    else:
        result.compare(_compare_header, expected.get("adopt", {}), built[-1].data)


def _adopted_page(case: Path, expected: Data, folder: Path, adopt: Adopt) -> str:
    """Return the page that ``techspec adopt`` makes of ``plain.md``."""
    _write_project(case, (case / "plain.md").read_text("utf-8"), folder)
    done = adopt(folder)
    if done.returncode != expected.get("adopt_exit", 0):
        text = done.stderr.strip()[-160:]
        raise Difference(f"adopt: exit code {done.returncode}: {text}")
    return done.stdout or (folder / "index.md").read_text("utf-8")


def _run(command: Sequence[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, capture_output=True, check=False, text=True, timeout=120
    )


# Several builds in one process save starting Python for each.
_SCRIPT = """\
import os, sys
from sphinx.cmd.build import main
for number, job in enumerate(sys.argv[1:]):
    folder, builder = job.rsplit("|", 1)
    print(f"=== {number}", file=sys.stderr, flush=True)
    os.chdir(folder)
    out = os.path.join(folder, "_" + builder)
    code = main(["-b", builder, "-q", "-E", "-N", ".", out])
    print(f"=== ended {code}", file=sys.stderr, flush=True)
"""


def build_with(python: str) -> Build:
    """Return a function that runs Sphinx in a process of another Python."""

    def build(jobs: Sequence[Job]) -> list[Built]:
        arguments = [f"{job.folder}|{job.builder}" for job in jobs]
        done = _run([python, "-c", _SCRIPT, *arguments], jobs[0].folder)
        parts = re.split(r"(?m)^=== \d+\n", _ANSI.sub("", done.stderr))[1:]
        if len(parts) != len(jobs):
            raise Difference(f"the build stopped: {done.stderr.strip()[-200:]}")
        for job, output in zip(jobs, parts, strict=True):
            if not output.rstrip().endswith("=== ended 0"):
                raise Difference(f"{job.builder} failed: {output.strip()[-200:]}")
        return [
            Built.of(job, output.splitlines())
            for job, output in zip(jobs, parts, strict=True)
        ]

    return build


def cases_in(folder: Path) -> list[Path]:
    """Return the cases in a folder, which may be a case itself."""
    if (folder / "expected.yaml").exists():
        return [folder]
    return sorted(path.parent for path in folder.glob("*/expected.yaml"))


_RECORD_HEADER = """\
# What the extension reads right today: `passes`, or how many of the expected items are
# read as expected. The tests fail where a case is worse, and where it is better and
# this file does not say so. To write it again, in the folder `tests/shapes`:
#     python check.py --record expected_state.yaml cases
# and for the plain form of each case:
#     python check.py --plain --record expected_state_plain.yaml cases
"""


def _record_text(results: Mapping[str, Result]) -> str:
    lines = (f"{name}: {result.state}\n" for name, result in results.items())
    return _RECORD_HEADER + "".join(lines)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("folders", nargs="+", type=Path, metavar="FOLDER")
    add("--python", default=sys.executable, help="a Python with the extension")
    add("--plain", action="store_true", help="check what “techspec adopt” prints")
    add("--no-words", action="store_true", help="build no HTML")
    add("--record", type=Path, metavar="FILE", help="write the state of each case")
    add("-v", "--verbose", action="store_true", help="show all differences")
    parsed = parser.parse_args(arguments)
    given: str = parsed.python
    python = shutil.which(given)
    if python is None:
        parser.error(f"no Python at {given}")
    # The path is kept as it is: a link may be what makes it a virtual environment.
    parsed.python = str(Path(python).absolute())
    return parsed


def adopt_with(python: str) -> Adopt:
    """Return a function that runs ``techspec adopt`` with another Python."""
    command = [python, "-m", "sphinxcontrib_techspec", "adopt", "index.md"]
    return partial(_run, command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the cases that the arguments name, and return the exit code."""
    parsed = _parse(arguments)
    adopt = adopt_with(parsed.python) if parsed.plain else None
    cases = [case for folder in parsed.folders for case in cases_in(folder)]
    if not cases:
        print("no cases", file=sys.stderr)
        return 2
    build = build_with(parsed.python)
    width = max(len(case.name) for case in cases)
    results: dict[str, Result] = {}
    for case in cases:
        with tempfile.TemporaryDirectory(prefix="techspec-case-") as folder:
            result = check_case(
                case, build, Path(folder), words=not parsed.no_words, adopt=adopt
            )
        results[case.name] = result
        state = "FAIL" if result.differences else "pass"
        first, *others = result.differences or [""]
        print(f"{case.name:{width}}  {state}  {first}".rstrip(), flush=True)
        for line in others if parsed.verbose else ():
            print(" " * (width + 8) + line)
    passed = sum(not result.differences for result in results.values())
    right = sum(result.right for result in results.values())
    expected = sum(result.expected for result in results.values())
    read = sum(result.read for result in results.values())
    print(
        f"{passed} of {len(cases)} cases pass; "
        f"{right} of {expected} expected items are right, {read} are read"
    )
    if parsed.record:
        parsed.record.write_text(_record_text(results), "utf-8")
    return 0 if passed == len(cases) else 1


if __name__ == "__main__":
    sys.exit(main())
