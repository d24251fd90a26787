"""Write the JSON Schemas that ship in the package.

They are those of ``techspec.json`` and of the output of ``techspec compare``.

    uv run python scripts/schema.py

Run it after a change of the kinds or of the exchange format, and commit the files.
"""

from __future__ import annotations

from pathlib import Path

from sphinxcontrib_techspec.compare import data
from sphinxcontrib_techspec.exchange import schema

FILE = Path(schema.__file__).parent / schema.FILE_NAME
COMPARISON = Path(data.__file__).parent / data.FILE_NAME


def main() -> None:
    """Write the schemas."""
    FILE.write_text(schema.schema_text(), "utf-8")
    COMPARISON.write_text(data.schema_text(), "utf-8")


if __name__ == "__main__":
    main()
