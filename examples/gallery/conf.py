"""Sphinx configuration of the gallery: everything there is to see, in one project."""

import os

project = "Gallery"
author = "Berth team"
copyright = "2026, Berth team"
version = "2.1"
language = "en"

extensions = ["myst_parser", "sphinxcontrib_techspec"]
exclude_patterns = ["_build"]

techspec_sources = {"bench": "bench.json", "coverage": "coverage.json"}
techspec_word_limit = 900
# Two items of one name confuse every reader: the gallery shows an error, too.
techspec_severity = {"TS003": "error"}

html_theme = os.environ.get("TECHSPEC_THEME", "furo")
html_title = "Gallery"

# xelatex and these fonts keep arrows and signs such as ≥ in the PDF.
latex_engine = "xelatex"
latex_use_xindy = False
latex_elements = {
    "papersize": "a4paper",
    "extraclassoptions": "openany,oneside",
    "fontpkg": r"""
\setmainfont{FreeSerif}
\setsansfont{FreeSans}
\setmonofont[Scale=0.85]{DejaVu Sans Mono}
""",
}
