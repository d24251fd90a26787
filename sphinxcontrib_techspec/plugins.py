"""Kinds, rules, views, formats and readers that other packages bring.

A package names a module in the entry-point group ``techspec.plugins``. The name of the
entry point is the prefix of its rules' codes; the module has any of the tuples
``KINDS``, ``RULES``, ``VIEWS``, ``FORMATS`` and ``ADR_READERS``::

    [project.entry-points."techspec.plugins"]
    ACME = "acme_techspec"

A part of a tuple may be a text such as ``"acme_techspec.views:RiskCount"``, which is
imported when the list is first used; views, which need Sphinx, are written so.

Nothing is registered when a module is imported. Each list of this package is a
`Provided` list, which finds what plugins add to it when it is first used, so that what
is wrong with a plugin is reported by the command line or by Sphinx and never by an
import.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, ParamSpec, TypeVar, cast, overload

from .patterns import regex

GROUP = "techspec.plugins"
"""The group of entry points."""

OWN_PREFIX = "TS"
"""The prefix of this package's own rules."""

_PREFIX = regex(r"[A-Z]{2,}", re.ASCII)
_P = ParamSpec("_P")
_T = TypeVar("_T")


class PluginError(Exception):
    """A plugin cannot be used; the text names its distribution and says why."""


@dataclass(frozen=True, eq=False)
class Plugin:
    """An installed plugin.

    Attributes:
        prefix: what the codes of its rules begin with.
        distribution: the name of the package that brings it.
        version: the version of that package.
        module: its module.
    """

    prefix: str
    distribution: str
    version: str
    module: Any

    def error(self, problem: str) -> PluginError:
        """Return an error that names the plugin's distribution."""
        return PluginError(f"plugin {self.prefix} of {self.distribution}: {problem}")

    def listed(self, name: str) -> tuple[Any, ...]:
        """Return the module's tuple *name*, empty where there is none.

        A text such as ``acme_techspec.views:RiskCount`` is imported.
        """
        value: object = getattr(self.module, name, ())
        if not isinstance(value, tuple):
            raise self.error(f"{name} is not a tuple")
        parts = cast("tuple[Any, ...]", value)
        return tuple(
            self._imported(part) if isinstance(part, str) else part for part in parts
        )

    def _imported(self, reference: str) -> Any:
        module, _, name = reference.partition(":")
        try:
            return getattr(import_module(module), name)
        except Exception as error:
            raise self.import_error(reference, error) from error

    def import_error(self, name: str, error: Exception) -> PluginError:
        """Return the error that something of the plugin cannot be imported."""
        problem = f"{name} cannot be imported ({type(error).__name__}: {error})"
        return self.error(" ".join(problem.split()))


class _State:
    """The plugins of this process, found when they are first asked for."""

    plugins: tuple[Plugin, ...] | None = None
    loading = False
    caches: ClassVar[list[Callable[[], None]]] = []


def installed() -> tuple[Plugin, ...]:
    """Return the installed plugins, by prefix.

    Raises:
        PluginError: a plugin cannot be used.
    """
    if _State.plugins is None:
        if _State.loading:
            # A plugin's module looks at a list while it is imported.
            return ()
        _State.loading = True
        try:
            plugins = tuple(_load())
        finally:
            _State.loading = False
        _set(plugins)
        return plugins
    return _State.plugins


def _set(plugins: tuple[Plugin, ...] | None) -> None:
    _State.plugins = plugins
    for clear in _State.caches:
        clear()


def cached(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Cache what *function* returns for as long as the plugins stay the same.

    It decorates a function whose result depends on a `Provided` list.
    """
    found = cache(function)
    _State.caches.append(found.cache_clear)
    return cast("Callable[_P, _T]", found)


def _load() -> Iterator[Plugin]:
    # It takes longer to import than all that reading a report needs.
    from importlib.metadata import entry_points  # noqa: PLC0415

    # A distribution that is found twice on the path counts once.
    found = {
        (
            point.name,
            point.dist.name if point.dist else point.module,
            point.dist.version if point.dist else "",
            point.value,
        )
        for point in entry_points(group=GROUP)
    }
    before: Plugin | None = None
    for prefix, distribution, version, module in sorted(found):
        plugin = Plugin(prefix, distribution, version, None)
        if not _PREFIX.fullmatch(prefix):
            raise plugin.error("invalid prefix; use two or more capital letters")
        if prefix == OWN_PREFIX:
            raise plugin.error(f"the prefix {OWN_PREFIX} is reserved")
        if before is not None and before.prefix == prefix:
            raise plugin.error(f"{before.distribution} has the same prefix")
        try:
            imported = import_module(module)
        except Exception as error:
            raise plugin.import_error(module, error) from error
        before = Plugin(prefix, distribution, version, imported)
        yield before


def reset() -> None:
    """Forget the plugins that were found, so that they are looked for again."""
    _set(None)


@contextmanager
def replaced(*plugins: Plugin) -> Generator[None]:
    """Use *plugins* in place of the installed ones, as tests do."""
    before = _State.plugins
    _set(plugins)
    try:
        yield
    finally:
        _set(before)


class Provided(Sequence[_T]):
    """A list of this package with what plugins add to it, found when first used.

    Attributes:
        own: the package's own part.
    """

    def __init__(
        self,
        name: str,
        own: Iterable[_T],
        key: Callable[[_T], object],
        check: Callable[[Any, Plugin], str],
    ) -> None:
        """Set the list up; no plugin is loaded.

        Args:
            name: the tuple that a plugin's module has, such as ``KINDS``.
            own: the package's own part.
            key: what may stand in the list only once, such as a kind's name.
            check: returns what is wrong with a plugin's part; empty where it is right.
        """
        self.own = tuple(own)
        self._name = name
        self._key = key
        self._check = check
        self._plugins: tuple[Plugin, ...] | None = None
        self._all = self.own

    def all(self) -> tuple[_T, ...]:
        """Return the package's own part and the plugins', in a fixed order.

        Raises:
            PluginError: a plugin cannot be used.
        """
        plugins = installed()
        if self._plugins is not plugins:
            self._all = (*self.own, *self._added(plugins))
            self._plugins = plugins
        return self._all

    def _added(self, plugins: Iterable[Plugin]) -> Iterator[_T]:
        taken = {self._key(part): "sphinxcontrib-techspec" for part in self.own}
        for plugin in plugins:
            for part in plugin.listed(self._name):
                if problem := self._check(part, plugin):
                    raise plugin.error(f"{self._name}: {problem}")
                key = self._key(part)
                if key in taken:
                    raise plugin.error(
                        f"{self._name}: {key} already exists in {taken[key]}"
                    )
                taken[key] = plugin.distribution
                yield part

    def __iter__(self) -> Iterator[_T]:
        """Iterate over all parts."""
        return iter(self.all())

    def __len__(self) -> int:
        """Return how many parts there are."""
        return len(self.all())

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[_T, ...]: ...
    def __getitem__(self, index: int | slice) -> _T | tuple[_T, ...]:
        """Return a part by its number."""
        return self.all()[index]
