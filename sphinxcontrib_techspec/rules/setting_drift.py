"""TS409: settings that differ from the examples of environment files."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import Section, Setting
from ..messages import Message, Related
from ..model.item import Item
from ..model.setting_claims import SettingCheck
from ..model.setting_table import Location
from ..model.spec import Spec
from ..text import to_plain
from .base import PASSED, Claim, Context, Failed, NotChecked, Outcome, fail, information
from .completeness import is_exempt
from .drift import failed_file


def setting_drift(spec: Spec, context: Context) -> Iterator[Outcome]:
    """A setting that differs from the examples of environment files.

    What it does
    ------------
    Compares the `techspec:setting` items with `.env.example`, `.env.sample`,
    `.env.template`, `.env.dist` and the like in the repository, also with assignments
    in comments, and with the environment in Compose files. They are found without
    configuration; an `.env` itself is never read. A name is missing only if most
    settings of the spec are in these files, at least two, if another name there begins
    with the same word, and if no code, package or tool may read it; otherwise the
    setting is listed as not checked, with the reason. So are names that are no
    environment variables, and variables of the system such as `TZ`.
    A default differs only from a default that a comment states, such as
    `# default: 30`: values in such files are examples. Planned settings that are not
    there yet are counted in one finding, which is information.

    Why
    ---
    Who installs the system copies the file, and sets what the spec says.

    Example
    -------
    ````md
    ```{techspec:setting}
    :status: implemented

    | Name | Description | Default |
    |---|---|---|
    | `SHOP_URL` | Where the shop is | |
    | `MAIL_FROM` | The sender of mails | |
    | `CART_MINUTES` | How long a cart is kept | 15 |
    | `CART_LIMIT` | How many kites a cart may have | |
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    ```

    `../.env.example`:

    ```ini
    SHOP_URL=http://localhost:8000
    MAIL_FROM=
    # How long a cart is kept (default: 30)
    CART_MINUTES=60
    ```

    Instead
    -------
    ````md
    ```{techspec:setting}
    :status: implemented

    | Name | Description | Default |
    |---|---|---|
    | `SHOP_URL` | Where the shop is | |
    | `MAIL_FROM` | The sender of mails | |
    | `CART_MINUTES` | How long a cart is kept | 30 |
    ```
    ````

    `../pyproject.toml`:

    ```toml
    [project]
    name = "shop"
    ```

    `../.env.example`:

    ```ini
    SHOP_URL=http://localhost:8000
    MAIL_FROM=
    # How long a cart is kept (default: 30)
    CART_MINUTES=60
    ```

    Configuration
    -------------
    `techspec_sources_auto = False` switches the search off. `techspec_sources` names
    further files. `root` of `techspec:spec` limits the search to a folder.
    """
    section = Section.CONFIGURATION
    planned: list[tuple[Item, SettingCheck]] = []
    prefixed: dict[str, list[tuple[Item, SettingCheck]]] = {}
    number = 0
    for item, found in _checked(spec, context):
        is_planned = spec.item_status(item) == "planned"
        number += is_planned and not found.field
        if found.verdict == "agrees":
            yield PASSED[section]
            if found.prefix:
                prefixed.setdefault(found.prefix, []).append((item, found))
        elif found.verdict == "not checked":
            what = Message("default") if found.field else Message("name")
            yield NotChecked(
                section, what, found.reason, item, found.field,
                item.line_of(found.field) or item.line, item.file_of(found.field),
            )  # fmt: skip
        elif is_planned and not found.field and not found.locations:
            planned.append((item, found))
        else:
            failed = _failed(item, found)
            failed.gate = "info" if is_planned else "always"
            yield failed
    if planned:
        yield _not_yet(planned, number)
    for prefix, group in prefixed.items():
        yield _with_prefix(prefix, group)
    specs = context.project.specs
    if spec is next((s for s in specs if any(_checked(s, context))), None):
        for damaged, file in context.project.repository.settings.damaged():
            yield failed_file(damaged, file, section, spec)


def _failed(item: Item, found: SettingCheck) -> Failed:
    if found.field:
        [location] = found.locations
        problem = Message(
            "default {default}, but {path}:{line} has {found}",
            default=to_plain(item.text(found.field)),
            path=location.path,
            line=location.line,
            found=found.value,
        )
        failed = fail(item, problem, found.field)
    else:
        files = ", ".join(found.files)
        names = ", ".join(location.name for location in found.locations)
        advice = Message("did you mean “{name}”?", name=names) if names else ""
        failed = fail(item, Message("not in {files}", files=files), advice=advice)
    failed.related = tuple(map(_related, found.locations))
    return failed


def _not_yet(planned: list[tuple[Item, SettingCheck]], number: int) -> Failed:
    """Return the one finding of the planned settings that are not there yet."""
    first, found = planned[0]
    problem = Message(
        "planned settings not yet in {files} ({count} of {number})",
        files=", ".join(found.files),
        count=len(planned),
        number=number,
    )
    return information(first, problem, "planned")


def _with_prefix(prefix: str, group: list[tuple[Item, SettingCheck]]) -> Failed:
    """Return the one note on settings with more before their names in a file."""
    first, found = group[0]
    problem = Message(
        "settings that begin with “{prefix}” in {path} ({count})",
        prefix=prefix,
        path=found.locations[0].path,
        count=len(group),
    )
    failed = information(first, problem, prefix)
    failed.related = tuple(_related(check.locations[0]) for _, check in group)
    return failed


def _related(location: Location) -> Related:
    return Related(location.file, location.line, location.name)


def _checked(spec: Spec, context: Context) -> Iterator[tuple[Item, SettingCheck]]:
    """Yield each setting that was looked for, and what the files say of it."""
    if is_exempt(spec, Section.CONFIGURATION):
        return
    items = spec.of_kind(Setting.kind)
    found = context.project.repository.settings.checks(items, spec.root)
    for item in items:
        for check in found.get(id(item), ()):
            yield item, check


def setting_claims(spec: Spec, context: Context) -> Iterator[Claim]:
    """Yield what each setting of a spec claims: its name, and its default."""
    for item, found in _checked(spec, context):
        yield Claim(item.section, found.verdict, found.reason)
