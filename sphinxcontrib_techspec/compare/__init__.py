"""Two states of specs compared: ``techspec compare`` and ``techspec check --base``.

The states are read from two ``techspec.json``, which needs no Sphinx, or built from two
git revisions. Git is called from the command line only, never in a build.
"""
