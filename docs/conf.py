"""Sphinx configuration of the documentation."""

from __future__ import annotations

import sys
from pathlib import Path

import sphinxcontrib_techspec

sys.path.insert(0, str(Path(__file__).parent))

project = "sphinxcontrib-techspec"
author = "sphinxcontrib-techspec contributors"
copyright = "sphinxcontrib-techspec contributors"
release = version = sphinxcontrib_techspec.__version__
language = "en"

extensions = ["myst_parser", "sphinxcontrib_techspec", "_ext"]
exclude_patterns = ["_build", "examples", "**/_*"]

# The benchmark results, with which the targets of the project's own spec are checked.
techspec_sources = {"bench": "../benchmarks/results.json"}

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "techspec"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_show_sourcelink = False

# xelatex and these fonts keep the arrows and the box drawing in the PDF.
latex_engine = "xelatex"
latex_use_xindy = False
latex_documents = [
    ("index", "techspec.tex", "sphinxcontrib-techspec", author, "manual")
]
latex_elements = {
    "papersize": "a4paper",
    "extraclassoptions": "openany,oneside",
    "fontpkg": r"""
\setmainfont{FreeSerif}
\setsansfont{FreeSans}
\setmonofont[Scale=0.85]{DejaVu Sans Mono}
""",
}
