"""The rule that CONTRIBUTING shows, as a file that the tests can load."""

# A rule's parameters and docstring are as in the package's own rules.
# ruff: noqa: ARG001, D401

from __future__ import annotations

from collections.abc import Iterator

from sphinxcontrib_techspec.messages import Message, SetField
from sphinxcontrib_techspec.model.spec import Spec
from sphinxcontrib_techspec.rules.base import Context, Outcome, fail, passed


def error_without_status(spec: Spec, context: Context) -> Iterator[Outcome]:
    """An error of an API without an HTTP status.

    What it does
    ------------
    Checks that every error has a status in `http` if the spec has an endpoint.

    Why
    ---
    A caller reads the status before the code.

    Example
    -------
    ````md
    ```{techspec:endpoint} GET /orders
    :auth: no
    :purpose: List orders
    ```

    ```{techspec:error} E1
    :meaning: Unknown order
    :action: Check the number
    ```
    ````

    Instead
    -------
    ````md
    ```{techspec:endpoint} GET /orders
    :auth: no
    :purpose: List orders
    ```

    ```{techspec:error} E1
    :meaning: Unknown order
    :action: Check the number
    :http: 404
    ```
    ````
    """
    if not spec.of_kind("endpoint"):
        return
    for item in spec.of_kind("error"):
        if item.has("http"):
            yield passed(item)
        else:
            yield fail(
                item,
                Message("missing HTTP status"),
                "http",
                advice=Message("set the status that the API returns"),
                fix=SetField("http", "…", "placeholders"),
            )
