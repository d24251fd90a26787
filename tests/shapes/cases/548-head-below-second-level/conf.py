suppress_warnings = ["myst.header"]
