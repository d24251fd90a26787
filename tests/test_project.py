from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import document, header, item, project
from sphinxcontrib_techspec.kinds import BY_NAME
from sphinxcontrib_techspec.model.project import Project


def owners(made: Project) -> dict[str, str]:
    """Return the spec of each item."""
    return {item.name: made.spec_of(item).name for item in made.items()}


# What belongs to which spec


def test_nearest_spec_above_wins():
    made = project(
        document("index", header("Whole")),
        document("a", item("stack", "A")),
        document("b", header("Part"), item("stack", "B")),
        document("b/c", item("stack", "C")),
        toctree={"index": ["a", "b", "b/c"], "b": ["b/c"]},
    )
    # The page c is one step below both; of equally near ones the first by name wins.
    assert owners(made) == {"A": "Whole", "B": "Part", "C": "Part"}


def test_nearer_spec_wins_over_one_by_a_longer_way():
    made = project(
        document("index", header("Whole")),
        document("deep", item("stack", "A")),
        document("z", header("Part")),
        toctree={"index": ["x"], "x": ["y"], "y": ["deep"], "z": ["deep"]},
    )
    assert owners(made) == {"A": "Part"}


def test_circle_in_the_toctree_ends():
    made = project(
        document("index", header("Whole")),
        document("a", item("stack", "A")),
        document("b", item("stack", "B")),
        toctree={"index": ["a"], "a": ["b", "a"], "b": ["index", "a"]},
    )
    assert owners(made) == {"A": "Whole", "B": "Whole"}


def test_several_heads_on_a_page():
    made = project(
        document(
            "index", item("stack", "0"), header("One"), item("stack", "1"),
            header("Two"), item("stack", "2"),
        )
    )  # fmt: skip
    assert owners(made) == {"0": "One", "1": "One", "2": "Two"}


def test_no_head_at_all():
    made = project(document("index", item("stack", "A")))
    (spec,) = made.specs
    assert (spec.name, spec.status, spec.header) == ("Shop", "draft", None)


def test_project_without_anything_has_a_spec():
    assert [spec.name for spec in Project("Shop", [], {}).specs] == ["Shop"]


def test_implicit_spec_is_last_and_only_where_something_is_left():
    first = document("index", header("Zebra"), item("stack", "A"))
    assert [s.name for s in project(first).specs] == ["Zebra"]
    alone = document("alone", item("stack", "B"))
    assert [s.name for s in project(first, alone, toctree={}).specs] == [
        "Zebra",
        "Shop",
    ]


def test_order_of_documents_does_not_matter():
    one = document("a", header("B"), item("stack", "A"))
    two = document("b", header("A"), item("stack", "B"))
    first = Project("Shop", [one, two], {})
    second = Project("Shop", [two, one], {})
    assert [s.name for s in first.specs] == [s.name for s in second.specs] == ["A", "B"]
    assert [r.name for r in first.items()] == [r.name for r in second.items()]


NAMES = [f"page{number}" for number in range(6)]


@given(
    st.dictionaries(
        st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=4)
    ),
    st.sets(st.sampled_from(NAMES)),
)
def test_every_item_has_one_spec_in_any_toctree(toctree, with_header):
    documents = [
        document(
            name,
            *([header(f"Spec of {name}")] if name in with_header else []),
            item("stack", f"Item of {name}"),
        )
        for name in NAMES
    ]
    made = Project("Shop", documents, toctree)
    names = [record.name for record in made.items()]
    assert sorted(names) == [f"Item of {name}" for name in NAMES]
    for name in with_header:
        assert made.spec_at(name).name == f"Spec of {name}"


# What a name means


@pytest.fixture
def two() -> Project:
    """Return a project of two specs."""
    rows = [{"name": "id", "type": "UUID"}, {"name": "e-mail"}]
    return project(
        document(
            "index", header("Shop"), item("stack", "PostgreSQL"), item("stack", "C++"),
            item("stack", "Redis"), item("perf", "redis"),
            item("entity", "User", rows=rows),
        ),
        document("pay", header("Pay: all"), item("stack", "PostgreSQL"), item("stack", "C"),
                 item("stack", "Stripe"), item("entity", "Shop.User", rows=rows)),
        toctree={},
    )  # fmt: skip


def meant(
    made: Project, target: str, role: str = "item", spec: str = "Shop"
) -> list[str]:
    """Return what a target means in a spec."""
    found = made.spec_named(spec)
    assert found is not None
    places = made.look_up(target, role, found).targets
    return [f"{made.qualified(place.item)} {place.anchor}" for place in places]


@pytest.mark.parametrize(
    ("target", "role", "expected"),
    [
        ("PostgreSQL", "stack", ["Shop:PostgreSQL stack-postgresql"]),
        ("postgresql", "stack", ["Shop:PostgreSQL stack-postgresql"]),
        ("Stripe", "stack", ["Pay: all:Stripe stack-stripe"]),
        ("Stripe", "entity", []),
        ("User", "item", ["Shop:User entity-user"]),
        ("User.id", "entity", ["Shop:User entity-user--id"]),
        ("User.e-mail", "entity", ["Shop:User entity-user--e-mail"]),
        ("User.name", "entity", []),
        ("Shop.User", "entity", ["Pay: all:Shop.User entity-shop.user"]),
        ("Shop.User.id", "entity", ["Pay: all:Shop.User entity-shop.user--id"]),
        ("Shop:PostgreSQL", "stack", ["Shop:PostgreSQL stack-postgresql"]),
        ("shop: PostgreSQL", "stack", ["Shop:PostgreSQL stack-postgresql"]),
        ("Shop:Stripe", "stack", []),
        ("Shop", "spec", ["Shop:Shop spec-shop"]),
        ("Pay: all", "spec", ["Pay: all:Pay: all spec-pay:-all"]),
        # A name of the kind that is asked for, though another kind has it to the letter.
        ("Redis", "perf", ["Shop:redis perf-redis"]),
        ("Redis", "stack", ["Shop:Redis stack-redis"]),
        # The case of letters counts where both names exist.
        ("C++", "stack", ["Shop:C++ stack-c++"]),
        ("", "item", []),
        (":", "item", []),
        (".", "item", []),
    ],
)
def test_look_up(two, target, role, expected):
    assert meant(two, target, role) == expected


def test_name_of_two_other_specs_is_ambiguous(two):
    third = document("third", header("Third"))
    made = Project("Shop", [*two.documents.values(), third], {})
    found = made.look_up("PostgreSQL", "stack", made.spec_at("third"))
    assert found.target is None
    assert found.candidates == (
        "Pay: all:PostgreSQL (pay.md:2)", "Shop:PostgreSQL (index.md:2)",
    )  # fmt: skip


def test_name_that_stands_twice_means_the_first():
    made = project(
        document("index", header("Shop"), item("stack", "A"), item("stack", "A")),
    )
    place = made.look_up("A", "stack", made.specs[0]).target
    assert place is not None
    assert place.item.line == 2


@given(
    st.text("Shop: Postgre.SQLUserid", max_size=20), st.sampled_from([*BY_NAME, "item"])
)
def test_any_target_is_looked_up(target, role):
    made = project(document("index", header("Shop"), item("stack", "PostgreSQL")))
    made.look_up(target, role, made.specs[0])
