"""Which texts are names of items, and which are words, amounts, paths or labels."""

from __future__ import annotations

import re

from ..patterns import regex
from ..text import normalize

LONGEST_NAME = 6
"""The number of words of the longest text that seems to be the name of an item."""

NO_NAME = regex(
    r"[<>≤≥~(±]"
    r"|\[[ xX]?\]"
    r"|v?\d[\d.,]{0,30}\s{0,3}(?:[x+%]|[kKMGT]i?B|ms|s|min|px)?\+?"
    r"(?:\s{0,3}[-–]\s{0,3}\d.*)?$"
    r"|(?:yes|no|none|n/a|tbd|total|sum|average|overall)$",
    re.IGNORECASE,
)
"""What the text of an amount, a task, an answer or a remark begins with, or is."""

CALL = regex(r"[\w.]+\([^()]*\)$|.*\{")
"""The call of a function, and a text with a name to be filled in."""

CODE_WITHOUT_DATA = regex(
    r".*[a-z](?:Repository|Service|Controller|Handler|Manager|Client|Factory|Provider"
    r"|Adapter|Middleware|Router|Props)$"
)
"""The name of a class that does something, and holds no data."""

PATH = regex(
    r"\.{0,2}[\\/]|~/|[^\s@\\/]{0,99}[\\/]\S{0,199}\.\w{1,5}$|\.(?!NET\b)\w+\b"
    r"|(?:the|an?|our|all|any|each|every|no|use|using)\s",
    re.IGNORECASE,
)
"""A path, the ending of a file, or words about something."""

ATTRIBUTES = frozenset(
    "advantages algorithm alternatives applies-to attributes author benefits con"
    " cons consequence consequences constraint constraints cost cost-estimate cost-"
    " estimates costs date disadvantages drawbacks example example-fields example-"
    " keys examples features fields goal highlights impact implementation"
    " integration-points key-attributes key-benefits key-features limitation"
    " limitations method methods note notes objective owner pro problem properties"
    " pros purpose rationale reason responsibilities responsibility result risk"
    " solution status usage use use-case version why"
    .split()
)  # fmt: skip
"""Labels of what is said of one thing, in small letters."""

REMARKS = frozenset(
    {"why", "usage", "use-case", "purpose", "pros", "cons", "rationale", "benefits"}
)
"""Those of them that no field of an entity is named by."""

OF_FILE = regex(r"(?:File f|F)ormat$|Syntax$")
"""What is said of a file of settings, with a capital letter as no name of one."""

HANDLING = regex(
    r"(?!(?:bad|broken|corrupt|corrupted|duplicate|empty|expired|failed|incompatible"
    r"|incorrect|invalid|malformed|missing|no|outdated|unknown|unloaded|unreachable"
    r"|unsupported|wrong)\s|.*\s(?:down|during|fail|failed|fails|unavailable|while)\s)"
    r"(?:.*\b(?:approach|boundar(?:y|ies)|breakers?|degradation|exceptions|fallbacks?"
    r"|handling|hierarchy|idempotency|logging|monitoring|patterns?|policy|policies"
    r"|propagation|recovery|retry|retries|strategy|strategies|tracking|translation)"
    r"|(?:.*\b(?:debug|error|exception|failure|http|json|log|message|recovery|response"
    r"|retry|return|status|user|user-facing)\s)?"
    r"(?:codes|configuration|format|logic|messages|model|responses?))$",
    re.IGNORECASE,
)
"""What is done about errors, and is none."""

DOCUMENT = regex(
    r"https?://|\.\w{1,5}$|\b(?:adr|brief|contract|design|diagram|doc|document"
    r"|documentation|guide|handbook|manual|plan|prd|readme|record|reference|report|rfc"
    r"|roadmap|runbook|spec|specification|standard|wiki)s?\b",
    re.IGNORECASE,
)
"""What the name of a document has: an address, an ending or a word for it."""

SENT = regex(
    r".*\s(?:request|response|payload|body|bodies)s?(?:\s+(?:example|format|schema)s?)?$",
    re.IGNORECASE,
)
"""The name of what is sent to an API, and stored nowhere: *Login response*."""

WORD_OF_CODE = regex(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+$")
"""A name as functions and fields have: ``loan_renew``."""

TOPIC_NAME = regex(
    r"(?::|\b(?:assumption|behaviou?r|consideration|constraint|guarantee|limitation"
    r"|privacy|requirement)s?)\s*$",
    re.IGNORECASE,
)
"""A heading that introduces what is below it, and is no choice."""

CONDITION = regex(
    r"\w (?:is|are|was|were|has|have|does|do|cannot|can['’]t)\b \w",
    re.IGNORECASE,
)
"""The name of an error that says what is so: *Rope is cut*, *Crew does not answer*."""

ERROR_WORD = regex(
    r"\b(?:abort(?:ed)?|abuse|attacks?|attempts?|bad|block(?:ed)?|broken|cancel(?:l?ed)?|cannot|can['’]t"
    r"|conflict(?:s|ing)?|corrupt(?:ed|ion)?|crash(?:es|ed)?|denied|disconnect\w{0,4}"
    r"|down|duplicates?|empty|errors?|exceed(?:ed|s)?|exceptions?|exhausted|expir\w{1,5}"
    r"|fail(?:s|ed|ing|ures?)?|faults?|forbidden|full|illegal|incomplete|incorrect"
    r"|insufficient|interrupted|invalid|issues?|limit(?:s|ed|ing)?|locked|loss|lost"
    r"|malformed|mismatch\w{0,3}|missing|no|not|offline|out of|outages?|overflow"
    r"|overload|problems?|refused|rejected|stale|stuck|suspended|suspicious|tampering"
    r"|time-?(?:d )?outs?|too"
    r"|un(?:able|auth\w{1,9}|available|expected|handled|known|processable|reachable"
    r"|reco\w{1,9}|supported|valid\w{0,4}|verified)|violat\w{1,4}|wrong|[45]\d\d|4xx|5xx)\b",
    re.IGNORECASE,
)
"""A word for what goes wrong."""

FUNCTIONS = regex(r"(?:[^\W_]+ ){0,3}(?:functions|methods|procedures)$", re.IGNORECASE)
"""Headings of functions, which are parts of a component."""

SUPPORTED = regex(r"supported\s", re.IGNORECASE)
"""The first word of a heading of things that a system works with."""

ENVIRONMENTS = regex(
    r"(?:dev|development|local|prod|production|qa|staging|test|testing)$", re.IGNORECASE
)
"""Where a system runs, which is no setting of it."""

RECORD = regex(r"\d|\.md\b|/|https?:|\badrs?\b", re.IGNORECASE)
"""What a reference to a decision record has, and no text of a decision."""

_PARTS_OF_SYSTEMS = regex(
    r"(?:.*[^\W\d_](?:er|or)|(?:micro-?)?services?|modules?|engine|api|gateway|clients?"
    r"|servers?|backend|frontend|ui|database|db|cache|queue|store|storage|app"
    r"|application|component|library|sdk|cli|agent|bot|plugins?|pipeline|dashboard"
    r"|portal|registry|repository|bridge|hub|proxy|bus|daemon|kernel|subsystem|layer)$",
    re.IGNORECASE,
)
"""The last word of the name of a component."""

VALID_DATA = regex(
    r"(?:[^\W_]+ ){0,3}(?:constraints|limits|rules|validations?)$", re.IGNORECASE
)
"""Headings of what data has to be, which name no error."""

ADVICE = regex(
    r"(?:[^\W_]+ ){0,3}(?:considerations?|notes|optimi[sz]ations?|tips)$", re.IGNORECASE
)
"""Headings of what is done about something, and not of what it has to be."""

TO_FILL = regex(r"[^{}]{0,100}\{[^{}]{0,100}\}")
"""A text with a name to be filled in: ``ADR-{n}``."""

IDENTIFIER = regex(r"[A-Za-z_][\w.]*(?:[-/:][\w.]+)*$")
"""A word as names in code are."""

IDENTIFIED = regex(r"[^\W\d][\w -]*(?:\([^()]*\))?$")
"""Words and hyphens, and a remark in brackets."""

TYPE = regex(r"\W*[^\W\d]")
"""What begins with a letter, as types do."""

FIELD_NAME = regex(r"[^\W\d][\w-]*(?: [\w-]+){0,2}\??")
"""The name of a field; ``users.email`` is a column of another entity."""

TYPE_NAME = regex(r"\W*(?P<name>[^\W\d][\w.]*+)(?!(?: [a-z]+){3})")
"""The name that a type begins with; words follow in a sentence."""

_SEVERAL = regex(
    r".*\b(?:changes|components|files|helpers|hooks|modules|services|utilities)$",
    re.IGNORECASE,
)
"""What the name of several parts ends with."""

_CAPITALS = regex(r"[A-Z][a-z0-9]+[A-Z]\w*$|.*[_.-]")
_BRACKETS = regex(r"\([^()]*\)")


def is_name_of_entity(name: str) -> bool:
    """Return whether a text of few words seems to be the name of an entity."""
    words = _BRACKETS.sub("", name).split()
    return (
        0 < len(words) <= 3
        and normalize(name) not in ATTRIBUTES
        and all(word[:1].isupper() or IDENTIFIER.match(word) for word in words)
        and (len(words) == 1 or all(word[:1].isupper() for word in words))
    )


def is_part_of_system(name: str) -> bool:
    """Return whether the heading of a section is the name of a component."""
    words = _BRACKETS.sub("", name).split()
    if not 0 < len(words) <= LONGEST_NAME - 1 or name.endswith(":"):
        return False
    if len(words) > 1 and _SEVERAL.match(" ".join(words)):
        return False
    if len(words) == 1:
        return bool(IDENTIFIER.match(words[0]))
    return bool(_CAPITALS.match(words[0]) or _PARTS_OF_SYSTEMS.match(words[-1]))
