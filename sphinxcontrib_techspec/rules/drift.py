"""TS403, TS411: versions that differ from those in the repository, or there."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import Section
from ..messages import Message, Related, Replace
from ..model.item import Item
from ..model.spec import Spec
from ..model.versions import Location, VersionCheck
from ..repository import Damaged
from ..values.releases import (
    is_later,
    parse_release,
    replaces_release,
    with_lowest,
)
from ..values.version import Version
from .base import (
    PASSED,
    Claim,
    Context,
    Failed,
    NotChecked,
    Outcome,
    fail,
    items_with_type,
)


def version_drift(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A version that differs from the one in the repository.

    What it does
    ------------
    Compares the version of a `techspec:stack` item with those of the repository:
    libraries with its lock files; services, languages and tools with files such as
    `.python-version`, images in Dockerfiles and Compose files, the set-up of CI, and
    declared ranges such as `requires-python`.
    The files are found without configuration: below the folder with version control
    that `conf.py` is in, at most three folders deep, outside of documents, tests,
    examples and installed packages. The name of a library, or its `package`, has to be
    that of exactly one direct dependency. `0.115` agrees with 0.115.14, and so does
    `>=0.110`. Whatever cannot be compared is listed as not checked, with the reason.
    The finding of a planned item is information. A file that cannot be read is one
    warning. `techspec check --fix` writes the version of the repository into the spec.

    Why
    ---
    Readers choose documentation, examples and fixes by the version in the spec. A bot
    updates the lock file or the image and not the spec.

    Example
    -------
    ````md
    ```{techspec:stack} FastAPI
    :status: implemented
    :role: Framework
    :version: 0.110.0
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    dependencies = ["fastapi"]
    ```

    `../requirements.txt`:

    ```text
    fastapi==0.115.14
    ```

    Instead
    -------
    ````md
    ```{techspec:stack} FastAPI
    :status: implemented
    :role: Framework
    :version: 0.115.14
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    dependencies = ["fastapi"]
    ```

    `../requirements.txt`:

    ```text
    fastapi==0.115.14
    ```

    Configuration
    -------------
    `techspec_sources_auto = False` switches the search off. `techspec_sources` names
    further files. `root` of `techspec:spec` limits the search to a folder.
    """
    checked = list(_checked(spec, context))
    if not checked or not context.project.repository.versions.has_files:
        return
    for item, name, found in checked:
        if found.verdict == "agrees":
            yield PASSED[item.kind.section]
        elif found.verdict == "differs":
            yield _failed(item, name, found, spec, context)
        else:
            what = Message("version {version}", version=found.version)
            yield NotChecked(
                item.kind.section, what, found.reason, item, name,
                item.line_of(name), item.file_of(name),
            )  # fmt: skip
    if spec is _first_with_claims(context):
        yield from _damaged(spec, context)


def _failed(
    item: Item, name: str, found: VersionCheck, spec: Spec, context: Context
) -> Failed:
    first = found.locations[0]
    versions = [location.version for location in found.locations]
    problem = Message(
        "version {version}, but {path}:{line} has {found}",
        version=found.version,
        path=first.path,
        line=first.line,
        found=", ".join(versions),
    )
    new = with_lowest(found.version, versions[0])
    if not new and found.is_exact and parse_release(versions[0]) is not None:
        new = versions[0]
    is_fixed = bool(new) and len(versions) == 1
    is_planned = spec.item_status(item) == "planned"
    can_apply = replaces_release(found.version, new)
    if is_planned:
        # The spec may be ahead of the repository.
        can_apply = not item.has("status") and is_later(found.version, new)
    is_safe = is_fixed and can_apply and _is_own(item, name, found.version, context)
    fix = Replace(
        found.version,
        new,
        "safe" if is_safe else "unsafe",
        item.range_of(name).text_range,
    )
    failed = fail(
        item,
        problem,
        name,
        advice=Message("write “{version}”", version=new) if is_fixed else "",
        fix=fix if is_fixed else None,
    )
    failed.gate = "info" if is_planned else "always"
    failed.related = tuple(map(_related, found.locations))
    return failed


def _is_own(item: Item, name: str, version: str, context: Context) -> bool:
    """Return whether the version of an item is written for that item alone.

    It may be the option of a directive with many rows, or in a file that several
    documents include.
    """
    if not item.range_of(name).column:
        return True
    place = item.file_of(name), item.range_of(name), version
    return (
        sum(
            (other.file_of(field), other.range_of(field), found.version) == place
            for spec in context.project.specs
            for other, field, found in _checked(spec, context)
        )
        == 1
    )


def sources_disagree(spec: Spec, context: Context) -> Iterator[Outcome]:
    """Files of the repository that have different versions of one technology.

    What it does
    ------------
    Reports a database, server, language or tool of the spec of which two files of the
    same sort, such as two Compose files, have different versions. Its version in the
    spec is not checked then. The set-up of CI, which may test several versions, and the
    packages of several workspaces are left out.

    Why
    ---
    One of the files was forgotten in an update, or the spec is about one of several
    parts of the repository.

    Example
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16.4
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    ```

    `../compose.yml`:

    ```yaml
    services:
      db: {image: "postgres:16.4"}
    ```

    `../deploy/compose.yml`:

    ```yaml
    services:
      db: {image: "postgres:15.8"}
    ```

    Instead
    -------
    ````md
    ```{techspec:stack} PostgreSQL
    :role: Database
    :version: 16.4
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    ```

    `../compose.yml`:

    ```yaml
    services:
      db: {image: "postgres:16.4"}
    ```

    `../deploy/compose.yml`:

    ```yaml
    services:
      db: {image: "postgres:16.4"}
    ```

    Configuration
    -------------
    `techspec_sources_auto = False` switches the search off. `techspec_sources` names
    further files. `root` of `techspec:spec` limits the search to a folder.
    """
    for item, name, found in _checked(spec, context):
        if not found.disagree:
            if found.locations:
                yield PASSED[item.kind.section]
            continue
        places = [f"{place.path}:{place.line}" for place in found.locations]
        versions = [place.version for place in found.locations]
        problem = Message(
            "different versions in the repository: {versions}",
            versions=", ".join(
                f"{version} ({place})"
                for version, place in zip(versions, places, strict=True)
            ),
        )
        failed = fail(
            item, problem, name, advice=Message("use one version, or set “root”")
        )
        failed.counts = False
        failed.related = tuple(map(_related, found.locations))
        yield failed


def _related(location: Location) -> Related:
    return Related(
        location.file, location.line, f"{location.package} {location.version}"
    )


def _damaged(spec: Spec, context: Context) -> Iterator[Outcome]:
    """Yield the files that cannot be read, once a project."""
    for other in context.project.specs:
        # What the claims of any spec need is read.
        list(_checked(other, context))
    for damaged, file in context.project.repository.versions.damaged():
        yield failed_file(damaged, file, Section.STACK, spec)


def failed_file(damaged: Damaged, file: str, section: Section, spec: Spec) -> Failed:
    """Return that a file of the repository cannot be read.

    Args:
        damaged: the file.
        file: the file, from the source folder.
        section: the section of what it is compared with.
        spec: the spec that the finding is of.
    """
    return Failed(
        section,
        Message("{path}: {problem}", path=damaged.path, problem=damaged.problem),
        subject=damaged.path,
        advice=Message("correct the file, or write it again with its tool"),
        docname=spec.docname,
        line=damaged.line,
        file=file,
        gate="always",
    )


def _first_with_claims(context: Context) -> Spec | None:
    """Return the first spec of the project that names a version."""
    specs = context.project.specs
    return next((spec for spec in specs if any(_checked(spec, context))), None)


def _checked(spec: Spec, context: Context) -> Iterator[tuple[Item, str, VersionCheck]]:
    """Yield each item that names a version, and what the repository says of it."""
    claims = context.project.repository.versions
    if not claims.is_on:
        return
    for item, name in items_with_type(spec, Version):
        found = claims.check(item, spec.root)
        if found is not None:
            yield item, name, found


def version_claims(spec: Spec, context: Context) -> Iterator[Claim]:
    """Yield what each version of a spec claims."""
    for item, _, found in _checked(spec, context):
        yield Claim(item.section, found.verdict, found.reason)
