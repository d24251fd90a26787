"""Private or undocumented parts of Sphinx and MyST that the extension depends on.

Only this module uses them. Each function names the versions it was checked with, and
what happens where a later version changes the part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from myst_parser.mocking import MockState, MockStateMachine
from sphinx import addnodes, locale
from sphinx.util import get_filetype
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import extract_messages

from ..patterns import regex
from .walk import elements_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def is_markdown(state: object) -> bool:
    """Return whether a directive's parser state is that of MyST.

    MyST runs directives with a mock of docutils' state. Checked with MyST-Parser 5.2;
    otherwise Markdown is read as reStructuredText.
    """
    return isinstance(state, MockState)


def is_markdown_file(config: Config, path: str) -> bool:
    """Return whether a source file is Markdown, by its suffix.

    The function of Sphinx is not documented. Checked with Sphinx 8.2 to 9.0.
    """
    return get_filetype(config.source_suffix, path) == "markdown"


_UNLISTED = regex(r'No role entry for "(?P<name>[^"]+)"')
_UNKNOWN = regex(
    r"Unknown (?P<type>directive|interpreted text role)(?: type)?:? "
    r"['\"](?P<name>[^'\"]+)['\"]"
)


def unknown_name_in(message: str) -> tuple[str, str] | None:
    """Return what a message of a parser says is unknown, `None` for other messages.

    The words of messages are no interface. Checked with docutils 0.21 and 0.22, and
    MyST-Parser 5.2; otherwise an unknown name is reported by the parser only.

    Returns:
        ``"directive"`` or ``"role"``, and its name.
    """
    match = _UNKNOWN.search(message)
    if match is None:
        return None
    return "directive" if match["type"] == "directive" else "role", match["name"]


def unlisted_role_in(message: str) -> str:
    """Return the role that a message says has no entry; empty for other messages.

    Without Sphinx it is the only message of MyST-Parser about an unknown role. Checked
    with docutils 0.21 and 0.22; otherwise the words of the role are not read.
    """
    match = _UNLISTED.search(message)
    return match["name"] if match else ""


def is_malformed_markup(message: str) -> bool:
    """Return whether a message of docutils is about explicit markup it cannot read.

    Of what begins with two dots and a mark, such as ``.. |name``, docutils drops lines.
    Checked with docutils 0.21 and 0.22; otherwise a directive with such a mark before
    its name is reported by docutils only.
    """
    return message.startswith("malformed ")


def is_unexpected_title(message: str) -> bool:
    """Return whether a message of docutils is about a section title in a directive.

    Checked with docutils 0.21 and 0.22; otherwise the title is shown as code.
    """
    return "Unexpected section title." in message


def markdown_parser(state: object) -> MarkdownIt:
    """Return the parser with which MyST reads the document of a directive.

    A public function makes a parser of the configuration only, without what the
    document sets itself. Checked with MyST-Parser 5.2; otherwise an
    `AttributeError`.

    Args:
        state: the state of the directive, for which `is_markdown` holds.
    """
    return cast("Any", state)._renderer.md  # noqa: SLF001 - see above


def markdown_state(renderer: DocutilsRenderer, line: int) -> MockState:
    """Return the state with which MyST runs a directive.

    Its classes are not documented. Checked with MyST-Parser 5.2; otherwise an
    error, where Markdown is read without Sphinx only.

    Args:
        renderer: the renderer of the document.
        line: the line of the directive, from 0.
    """
    return MockState(renderer, MockStateMachine(renderer, line), line)


def builder_of(env: BuildEnvironment) -> Builder:
    """Return the builder of a build.

    ``env.app`` is deprecated since Sphinx 9, where ``env._app`` replaces it. Checked
    with Sphinx 8.2 to 9.2; otherwise an `AttributeError`.
    """
    name = "_app" if hasattr(env, "_app") else "app"
    return cast("Sphinx", getattr(env, name)).builder


def assigned_names(config: Config) -> Iterable[str]:
    """Return the names that ``conf.py`` assigns, also those that Sphinx ignores.

    Checked with Sphinx 8.2 to 9.2; otherwise nothing, and unknown configuration values
    are not reported.
    """
    return cast("Mapping[str, object]", getattr(config, "_raw_config", {}))


def named_inventories(env: BuildEnvironment) -> dict[str, Any]:
    """Return the inventories that ``sphinx.ext.intersphinx`` loaded, by their keys.

    The adapter is public, and not documented. Checked with Sphinx 8.2 to 9.2.
    """
    if "intersphinx_mapping" not in env.config:
        return {}
    # Few projects load the extension, which imports a client for HTTP.
    from sphinx.ext.intersphinx import InventoryAdapter  # noqa: PLC0415

    return cast("dict[str, Any]", InventoryAdapter(env).named_inventory)


def is_external_reference(node: addnodes.pending_xref) -> bool:
    """Return whether a reference is one to another project.

    The role ``external`` of intersphinx marks it. Checked with Sphinx 8.2 to 9.2;
    otherwise the reference is also looked up in the own project.
    """
    return "intersphinx" in node


def untyped_targets(links: Iterable[addnodes.pending_xref]) -> Iterator[str]:
    """Yield the targets of links that any domain resolves.

    These are the role ``any`` and, in Markdown, links without a role. Checked with
    MyST-Parser 5.2; otherwise a page with such a link is not written again
    when the anchor of an item changes in another document.

    Args:
        links: the links of a document.
    """
    for node in links:
        if node.get("reftype") in {"any", "myst"} and not node.get("refdomain"):
            yield str(node["reftarget"])


def local_targets(document: nodes.document) -> Iterator[str]:
    """Yield the targets of links of MyST to an id alone, such as ``[](#id)``."""
    for node in elements_of(document, nodes.reference):
        if node.get("id_link"):
            yield str(node["refuri"]).removeprefix("#")


def document_link(node: addnodes.pending_xref) -> tuple[str, str] | None:
    """Return the document and the id of a link such as ``[text](page.md#id)``.

    Checked with MyST-Parser 5.2; otherwise MyST reports such links to items.
    """
    if node.get("reftype") != "myst" or node.get("refdomain") != "doc":
        return None
    id_ = node.get("reftargetid")
    return (str(node["reftarget"]), str(id_)) if id_ else None


def set_toc_entry(signature: addnodes.desc_signature, name: str) -> None:
    """Let a table of contents list an object under *name*.

    Sphinx documents the attributes for its own directives only. Checked with Sphinx
    8.2 to 9.2; otherwise objects are not listed.
    """
    signature["_toc_parts"] = (name,)
    signature["_toc_name"] = name


def has_permalinks(builder: Builder) -> bool:
    """Return whether the pages of a builder have links to their own parts.

    The attribute is not documented. Checked with Sphinx 8.2 to 9.2; otherwise items
    have no permalinks.
    """
    enabled = getattr(builder, "add_permalinks", False)
    return builder.format == "html" and bool(enabled and builder.config.html_permalinks)


def forget_catalogue(catalog: str) -> None:
    """Unload a message catalogue that an earlier build of the process loaded.

    Sphinx would use it as a fallback of the one that is loaded next. Checked with
    Sphinx 8.2 to 9.2; otherwise a process that builds in several languages mixes them.
    """
    for namespace in ("general", "console"):
        locale.translators.pop((namespace, catalog), None)


def message_of(source: str) -> str:
    """Return the message in a catalogue of a paragraph that is written so.

    Checked with Sphinx 8.2 to 9.2; otherwise values are not translated whose source is
    changed to make their message.
    """
    paragraph = nodes.paragraph(source)
    paragraph.source = "-"
    found = list(extract_messages(paragraph))
    return found[0][1] if found else ""


def text_domain(env: BuildEnvironment, docname: str) -> str:
    """Return the name of the catalogue with the messages of a document.

    Checked with Sphinx 8.2 to 9.2; otherwise an `ImportError`.
    """
    return docname_to_domain(docname, env.config.gettext_compact)


def forget_references(document: nodes.document, inline: Iterable[nodes.Node]) -> None:
    """Remove the footnote references in nodes from a document that will not have them.

    docutils and MyST number footnotes by what was noted while parsing. Checked with
    docutils 0.21 to 0.23; otherwise the backlinks of a footnote in a translated cell
    are dead.
    """
    noted: list[list[Any]] = [
        document.autofootnote_refs,
        document.symbol_footnote_refs,
        *document.footnote_refs.values(),
        *document.citation_refs.values(),
        *document.refnames.values(),
    ]
    for node in inline:
        for reference in node.findall(nodes.Element):
            for references in noted:
                if reference in references:
                    references.remove(reference)
