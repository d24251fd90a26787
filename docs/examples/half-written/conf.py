project = "Vouchers"
extensions = ["myst_parser", "sphinxcontrib_techspec"]
html_theme = "furo"
