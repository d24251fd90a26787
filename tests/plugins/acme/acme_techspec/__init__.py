"""What Acme adds to technical specs: one tuple for each list."""

from __future__ import annotations

from sphinxcontrib_techspec.api import Format

from .adr import acme_status
from .csv import as_csv
from .risk import RISK_WITHOUT_OWNER, Risk

KINDS = (Risk,)
RULES = (RISK_WITHOUT_OWNER,)
VIEWS = ("acme_techspec.views:RiskCount",)  # It is imported with Sphinx only.
FORMATS = (Format("csv", as_csv),)
ADR_READERS = (acme_status,)
