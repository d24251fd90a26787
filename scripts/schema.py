"""Write the JSON Schema of ``techspec.json``, which ships in the package.

    uv run python scripts/schema.py

Run it after a change of the kinds or of the exchange format, and commit the file.
"""

from __future__ import annotations

from pathlib import Path

from sphinxcontrib_techspec.exchange import schema

FILE = Path(schema.__file__).parent / schema.FILE_NAME


def main() -> None:
    """Write the schema."""
    FILE.write_text(schema.schema_text(), "utf-8")


if __name__ == "__main__":
    main()
