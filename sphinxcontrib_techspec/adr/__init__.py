"""Architecture decision records (ADRs): reading them and resolving references.

Records are documents in the formats of MADR 2 to 4, Nygard's template and adr-tools,
log4brains, and enhancement proposals such as NEPs. `read_record` returns the
`DecisionRecord` of one document; `AdrIndex` holds all records of a project, resolves
references to them and joins what the records state about each other.

The modules:

- `names`: which documents are records; numbers, prefixes and slugs in names
- `outline`: the input of the readers, independent of the markup language
- `read`: from an outline to a `DecisionRecord`
- `status` and `relations`: the text of a status and of its relations
- `resolve`: from a reference to the record it names
- `succession`: which records supersede which, and contradictions
- `external`: records of other projects
"""

from __future__ import annotations

from .decision_record import DecisionRecord, Statement
from .external import ExternalRecord, Inventories
from .front_matter import read_front_matter
from .index import AdrIndex
from .names import is_record_name
from .outline import Heading, LabelledText, Link, Outline
from .read import read_record
from .relations import AdrRelation, RelationType
from .resolve import Resolution
from .status import ParsedStatus, Status, read_status
from .succession import Conflict, Quote, ResolvedRelation

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
    "is_record_name",
    "read_front_matter",
    "read_record",
    "read_status",
]
