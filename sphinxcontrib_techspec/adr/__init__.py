"""Architecture decision records (ADRs): reading them and resolving references.

Records are documents in the formats of MADR 2 to 4, Nygard's template and adr-tools,
log4brains, and enhancement proposals such as NEPs. `read_record` returns the
`DecisionRecord` of one document; `AdrIndex` holds all records of a project, resolves
references to them and joins what the records state about each other.

The modules:

- `names`: which documents are records; numbers, prefixes and slugs in names
- `outline`: the input of the readers, independent of the markup language
- `read`: from an outline to a `DecisionRecord`; which parts of a document are records
- `status` and `relations`: the text of a status and of its relations
- `resolve`: from a reference to the record it names
- `succession`: which records supersede which, and contradictions
- `external`: records of other projects
"""

from __future__ import annotations

from .decision_record import DecisionRecord, Statement
from .external import ExternalRecord, Inventories
from .front_matter import front_matter_lines, read_front_matter
from .index import AdrIndex
from .names import is_record_name
from .outline import Heading, LabelledText, Link, Outline
from .phrases import RelationType
from .read import is_record, read_record
from .read.labels import is_known_label, is_part_label
from .read.log import record_outlines, section_outline
from .relations import AdrRelation
from .resolve import Resolution
from .status import ParsedStatus, read_status
from .succession import Conflict, Quote, ResolvedRelation
from .vocabulary import Status

__all__ = [
    "AdrIndex",
    "AdrRelation",
    "Conflict",
    "DecisionRecord",
    "ExternalRecord",
    "Heading",
    "Inventories",
    "LabelledText",
    "Link",
    "Outline",
    "ParsedStatus",
    "Quote",
    "RelationType",
    "Resolution",
    "ResolvedRelation",
    "Statement",
    "Status",
    "front_matter_lines",
    "is_known_label",
    "is_part_label",
    "is_record",
    "is_record_name",
    "read_front_matter",
    "read_record",
    "read_status",
    "record_outlines",
    "section_outline",
]
