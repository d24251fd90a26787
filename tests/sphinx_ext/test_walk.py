"""Walks over the nodes of a document."""

from __future__ import annotations

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinxcontrib_techspec.sphinx_ext.walk import elements, elements_of

_TREES = st.recursive(
    st.builds(nodes.Text, st.text(max_size=3)) | st.builds(nodes.image),
    lambda children: st.builds(
        lambda type_, below: type_("", *below),
        st.sampled_from([nodes.paragraph, nodes.section, nodes.emphasis]),
        st.lists(children, max_size=4),
    ),
    max_leaves=20,
)


@given(st.lists(_TREES, max_size=4))
def test_elements_come_in_the_order_of_docutils(trees: list[nodes.Node]) -> None:
    root = nodes.container("", *trees)
    assert list(elements(root)) == list(root.findall(nodes.Element))
    for type_ in (nodes.container, nodes.section, nodes.TextElement):
        assert elements_of(root, type_) == list(root.findall(type_))
