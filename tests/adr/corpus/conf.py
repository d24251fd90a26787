"""Sphinx configuration of the decision records that the tests read."""

project = "Meridian"
extensions = ["myst_parser", "sphinxcontrib_techspec"]
myst_enable_extensions = ["colon_fence", "deflist"]
suppress_warnings = [
    "myst.header",
    "myst.topmatter",
    "myst.xref_missing",
    "toc.not_included",
]
