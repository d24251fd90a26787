"""The page of the values in ``conf.py``, with the sections and topics."""

from __future__ import annotations

from typing import Literal, get_origin

from sphinxcontrib_techspec.config import PREFIX, Config
from sphinxcontrib_techspec.kinds import KINDS, SECTIONS, Section

from .markup import table

CONFIGURATION_INTRO = """\
# Configuration

All values are optional, and are set in `conf.py`.
An invalid value stops the build with one message that says why.
An unknown name that begins with `techspec_` is a warning, `techspec.config`.

"""

SECTIONS_INTRO = """\
## Sections and topics

These are the names that `techspec_sections` and
[`techspec:not-applicable`](directives.md#not-applicable) take.
`techspec_sections` names a topic with its section: `stack/database`.
A topic in brackets is required only if applicable.

"""


def configuration_page() -> str:
    """Return the page of the values in ``conf.py``."""
    parts = [CONFIGURATION_INTRO]
    for name, field in Config.model_fields.items():
        default = field.get_default(call_default_factory=True)
        parts.append(
            f"## `{PREFIX}{name}`\n\n{field.description}\n\n"
            f"Type: `{_type_name(field.annotation)}`. "
        )
        shown = repr(default)
        if len(shown) > 60:
            values = ",\n".join(f'    "{value}"' for value in default)
            parts.append(f"Default:\n\n```python\n[\n{values},\n]\n```\n\n")
        else:
            parts.append(f"Default: `{shown}`.\n\n")
    rows = [[f"`{s.key}`", s.title, topics_of(s)] for s in SECTIONS]
    heads = ["Section", "Title", "Topics"]
    return "".join([*parts, SECTIONS_INTRO, table(heads, rows)])


def topics_of(section: Section) -> str:
    """Return the topics of a section."""
    return ", ".join(
        f"[{topic.name}]".replace("[", "\\[") if topic.if_applicable else topic.name
        for kind in KINDS
        for topic in kind.topics
        if topic.section == section
    )


def _type_name(annotation: object) -> str:
    text = annotation.__name__ if isinstance(annotation, type) else str(annotation)
    if get_origin(annotation) not in {None, Literal}:
        text = str(annotation)
    return text.replace("typing.", "").replace("pathlib.", "").replace("|", "or")
