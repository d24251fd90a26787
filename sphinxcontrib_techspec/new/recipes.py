"""The configuration of CI, pre-commit and Read the Docs for a new spec."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

_GITHUB = """\
name: Spec
on: [push, pull_request]
permissions:
  contents: read
jobs:
  spec:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: pip install sphinxcontrib-techspec
      - run: techspec check {docs} --format github
      - run: sphinx-build -W {docs} build/docs
"""

_GITLAB = """\
spec:
  image: python:3.13
  script:
    - pip install sphinxcontrib-techspec
    - techspec check {docs} --format junit > techspec.xml
  artifacts:
    when: always
    reports:
      junit: techspec.xml
"""

_PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: techspec
        name: techspec
        entry: techspec check {docs}
        language: system
        files: ^{docs}/
        pass_filenames: false
"""

_READ_THE_DOCS = """\
version: 2
build:
  os: ubuntu-24.04
  tools:
    python: "3.13"
  apt_packages: [graphviz]
python:
  install:
    - requirements: {docs}/requirements.txt
sphinx:
  configuration: {docs}/conf.py
  fail_on_warning: true
"""


def recipes(
    folder: Path,
    root: Path,
    *,
    ci: Literal["github", "gitlab"] | None,
    pre_commit: bool,
    read_the_docs: bool,
) -> Iterator[tuple[Path, str]]:
    """Yield the files that are asked for, with their texts.

    Args:
        folder: the folder of the documents.
        root: the root of the repository.
        ci: the service whose file is wanted.
        pre_commit: whether that of pre-commit is wanted.
        read_the_docs: whether those of Read the Docs are wanted.
    """
    docs = Path(os.path.relpath(folder.resolve(), root.resolve())).as_posix()
    # Paths as the user knows them, from the folder that the command runs in.
    here = Path(os.path.relpath(root.resolve()))
    if ci == "github":
        yield here / ".github/workflows/spec.yml", _GITHUB.format(docs=docs)
    elif ci == "gitlab":
        yield here / ".gitlab-ci.yml", _GITLAB.format(docs=docs)
    if pre_commit:
        yield here / ".pre-commit-config.yaml", _PRE_COMMIT.format(docs=docs)
    if read_the_docs:
        yield here / ".readthedocs.yaml", _READ_THE_DOCS.format(docs=docs)
        yield folder / "requirements.txt", "sphinxcontrib-techspec\n"
