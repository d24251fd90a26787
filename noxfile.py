"""What CI runs, session by session: `uv run --group dev nox -l` lists them."""

import os
from pathlib import Path

import nox

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "uv"
nox.options.sessions = ["lint", "tests", "lowest", "docs"]

PYTHONS = ["3.11", "3.12", "3.13"]

ALL_TESTS = {"TECHSPEC_ALL_TESTS": "1"}
"""The environment in which pytest runs the slow tests too."""

THEMES = [
    "furo", "pydata-sphinx-theme", "sphinx-rtd-theme", "sphinx-book-theme", "alabaster"
]  # fmt: skip


def sync(session: nox.Session, *groups: str) -> None:
    """Install the project and only these dependency groups, as `uv.lock` pins them."""
    session.run_install(
        "uv",
        "sync",
        "--locked",
        "--no-default-groups",
        *(f"--group={group}" for group in groups),
        f"--python={session.virtualenv.location}",
        env={"UV_PROJECT_ENVIRONMENT": session.virtualenv.location},
    )


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests; each Python brings another Sphinx."""
    sync(session, "test")
    session.run("pytest", *session.posargs, env=ALL_TESTS)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions that `pyproject.toml` allows."""
    session.install(
        "--resolution=lowest-direct", "--requirements=pyproject.toml", "--all-extras"
    )
    # Installed packages are kept, so these two leave the lower bounds in place.
    session.install("--no-deps", "--editable=.")
    session.install("--group=test")
    session.run("pytest", *session.posargs, env=ALL_TESTS)


@nox.session(python=PYTHONS[0])
@nox.parametrize("theme", THEMES)
def looks(session: nox.Session, theme: str) -> None:
    """Look at the gallery in a theme, and leave pictures of it in build/looks.

    `TECHSPEC_PICTURES` names another folder, or none where it is empty.
    """
    # Themes ask for other versions of Sphinx, docutils and each other.
    session.install("--editable=.", "--group=test", theme)
    folder = Path("build", "looks").absolute()
    session.run(
        *("pytest", "-m", "chromium", "tests/looks", *session.posargs),
        env={
            **ALL_TESTS,
            "TECHSPEC_THEME": theme.replace("-", "_"),
            "TECHSPEC_PICTURES": os.environ.get("TECHSPEC_PICTURES", str(folder)),
        },
    )


@nox.session(python=PYTHONS[0])
def coverage(session: nox.Session) -> None:
    """Measure which lines and branches the tests run."""
    sync(session, "test")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *session.posargs, env=ALL_TESTS)
    session.run("coverage", "combine")
    session.run("coverage", "report")


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Check style, format, imports, words and types."""
    sync(session, "dev")
    session.run("ruff", "check")
    session.run("black", "--check", ".")
    session.run("lint-imports")
    session.run("python", "scripts/retired_words.py")
    check_types(session)


@nox.session(python=PYTHONS[0])
def types(session: nox.Session) -> None:
    """Check types only, as the hook before a commit does."""
    sync(session, "dev")
    check_types(session)


def check_types(session: nox.Session) -> None:
    """Run basedpyright with the packages of the session."""
    # basedpyright would take the .venv beside pyproject.toml, which may have another
    # Python and so other versions of Sphinx and docutils.
    session.run("basedpyright", f"--pythonpath={Path(session.bin, 'python')}")


@nox.session(python=PYTHONS[0])
def messages(session: nox.Session) -> None:
    """Update the message catalogues; names of further languages may follow."""
    sync(session, "dev")
    session.run("python", "scripts/catalogues.py", *session.posargs)


@nox.session(python=PYTHONS[0])
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    sync(session, "docs")
    session.run(
        *("sphinx-build", "-W", "--keep-going", "-n", "-b", "html"),
        *("docs", "docs/_build/html"),
        *session.posargs,
    )
