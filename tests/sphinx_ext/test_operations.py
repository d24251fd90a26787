"""Endpoints that the text names: they are kept from reading, in every kind of build."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from conftest import Build, Project
from languages import Language

MakeProject = Callable[..., Project]


def mentioned(build: Build) -> list[tuple[str, int, str]]:
    """Return where endpoints are reported, and which."""
    return sorted(
        (f["file"], f["line"], f["subject"])
        for f in build.findings
        if f["code"] == "TS310"
    )


def files(language: Language, path: str) -> Mapping[str, str]:
    """Return a project with one endpoint, and a text that names another one."""
    code = language.literal("POST /orders")
    endpoint = language.directive(
        "techspec:endpoint", f"POST {path}", {"auth": "Bearer"}, "Some words."
    )
    toctree = language.directive("toctree", body="api\ntext")
    return {
        f"index.{language.suffix}": language.document(toctree),
        f"api.{language.suffix}": language.document(endpoint),
        f"text.{language.suffix}": language.document(f"A line\nbefore {code}."),
    }


def test_an_edit_of_the_endpoint_changes_the_finding_of_the_text(
    language: Language, project: MakeProject
):
    site = project(files(language, "/orders"), language=language)
    assert not mentioned(site.build("techspec"))
    site.write(files(language, "/order"))
    edited = site.build("techspec")
    place = (f"text.{language.suffix}", 5 if language.suffix == "rst" else 4)
    assert mentioned(edited) == [(*place, "POST /orders")]
    clean = project(files(language, "/order"), language=language)
    assert mentioned(clean.build("techspec")) == mentioned(edited)


def test_the_text_of_a_false_condition_names_nothing(
    language: Language, project: MakeProject
):
    code = language.literal("GET /hidden")
    body = language.directive("only", "internal", body=f"Calls {code}.")
    endpoint = language.directive(
        "techspec:endpoint", "GET /a", {"auth": "no"}, "Words."
    )
    site = project(
        {f"index.{language.suffix}": language.document(endpoint, body)},
        language=language,
    )
    assert not mentioned(site.build("techspec"))


def test_a_line_of_an_included_file(language: Language, project: MakeProject):
    suffix = language.suffix
    code = language.literal("GET /included")
    include = language.directive("include", f"_part.{suffix}")
    endpoint = language.directive(
        "techspec:endpoint", "GET /a", {"auth": "no"}, "Words."
    )
    site = project(
        {
            f"index.{suffix}": language.document(endpoint, include),
            f"_part.{suffix}": f"Words.\n\nCalls {code}.\n",
        },
        language=language,
    )
    assert mentioned(site.build("techspec")) == [
        (f"_part.{suffix}", 3, "GET /included")
    ]


@pytest.mark.parametrize("builder", ["techspec", "html"])
def test_a_translated_page_names_what_its_source_names(
    language: Language, project: MakeProject, builder: str
):
    site = project(files(language, "/order"), language=language)
    expected = mentioned(site.build("techspec"))
    old = "before " + language.literal("POST /orders")
    new = "vor " + language.literal("POST /bestellungen")
    catalogue = site.folder / "locale" / "de" / "LC_MESSAGES" / "text.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgid "A line {old}."\nmsgstr "Eine Zeile {new}."\n',
        "utf-8",
    )
    site.configure(language="de", locale_dirs=["../locale"], gettext_compact=False)
    translated = site.build(builder)
    if builder == "html":
        assert "/bestellungen" in translated.html("text")
    else:
        assert mentioned(translated) == expected
