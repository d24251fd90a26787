project = "Shortlink"
extensions = ["myst_parser", "sphinxcontrib_techspec"]
