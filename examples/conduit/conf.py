"""Sphinx configuration of the Conduit example."""

project = "Conduit"
author = "Conduit team"
copyright = "2025, Conduit team"
version = "1.2"
language = "en"

extensions = ["myst_parser", "sphinxcontrib_techspec"]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "Conduit"

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
