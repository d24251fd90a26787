"""What `scripts/compare_output.py` reports, and what it takes for the same."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

import compare_output  # noqa: E402 - the scripts are no package
from changes import Change, Move, Replacement  # noqa: E402
from compare_output import Result, compare_blocks, compare_inventories  # noqa: E402
from output_blocks import html_blocks, latex_blocks, text_blocks  # noqa: E402
from word_map import Phrase, WordMap, WordMapError, read_word_map  # noqa: E402

READERS = {"html": html_blocks, "latex": latex_blocks}


def words(*pairs: tuple[str, str], **classes: str) -> WordMap:
    return WordMap(
        tuple(Phrase(*pair) for pair in pairs),
        {f"techspec-{old}": new for old, new in classes.items()},
    )


def kinds(
    language: str, before: str, after: str, known: WordMap | None = None
) -> list[str]:
    """Return the kinds of the differences."""
    known = known or words()
    result = Result()
    if language == "text":
        blocks = (text_blocks(before), text_blocks(after))
    else:
        read = READERS[language]
        blocks = (read(before, known.rename), read(after))
    compare_blocks("file", *blocks, known, result)
    return [difference.kind for difference in result.differences]


# The same


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>long<wbr/>word</p>", "<p>longword</p>"),
        ("<p>long&shy;word</p>", "<p>long&#8203;word</p>"),
        (
            '<code><span class="pre">a/</span><wbr/><span class="pre">b</span></code>',
            '<code><span class="pre">a/b</span></code>',
        ),
        ("<p>two\n  words</p>", "<p>two words</p>"),
        ('<link href="a.css?v=0a1b2c3d">', '<link href="a.css?v=99999999">'),
        ("<!-- Sphinx 9.0 --><p>a</p>", "<!-- Sphinx 9.1 --><p>a</p>"),
        (
            '<title id="techspec-4900151c-title">a</title>',
            '<title id="techspec-00000000-title">a</title>',
        ),
        ('<br/><img src="a.png" />', '<br><img src="a.png">'),
    ],
)
def test_the_same_html(before: str, after: str):
    assert kinds("html", before, after) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"Pos\penalty900{}tgr\penalty100{}SQL", "PostgrSQL"),
        (r"a\-b\allowbreak{}c\hspace{0pt}d", "abcd"),
        ("two\nwords % a comment\n", "two words "),
        (r"\hyperref[\detokenize{a:b}]{x}", r"\hyperref[\detokenize{a:b}]{x}"),
        (
            r"\sphinxincludegraphics{{techspec-024581f74b3cc977}.pdf}",
            r"\sphinxincludegraphics{{techspec-c96a0b015a6d1f5b}.pdf}",
        ),
    ],
)
def test_the_same_latex(before: str, after: str):
    assert kinds("latex", before, after) == []


def test_the_same_text_in_other_lines():
    before = "A note\n******\n\nSome long-\nwinded words\nhere.\n"
    after = "A note\n******\n\nSome\nlong-winded words here.\n"
    assert kinds("text", before, after) == []


def test_the_same_text_wrapped_before_a_part_with_a_hyphen():
    before = "Write techspec:not-applicable here.\n"
    assert kinds("text", before, "Write techspec\n:not-applicable here.\n") == []
    assert kinds("text", before, "Write techspec :not-applicable here.\n") == ["text"]


def test_the_same_cells_in_other_columns():
    before = (
        "+----+------+\n| 泊 | b c  |\n|====|======|\n| d  | e-   |\n|    | f    |\n"
        "+----+------+\n"
    )
    after = (
        "+-----+----+\n| 泊  | b  |\n|     | c  |\n|=====|====|\n| d   | e-f|\n"
        "+-----+----+\n"
    )
    assert kinds("text", before, after) == []


# Different


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("<p>it has no version.</p>", "<p>missing version</p>", ["text"]),
        ('<p class="techspec-a">x</p>', '<p class="techspec-b">x</p>', ["markup"]),
        ('<p class="a b">x</p>', '<p class="b a">x</p>', ["markup"]),
        ('<p id="a">x</p>', '<p id="b">x</p>', ["markup"]),
        ('<p>see <a href="a.html">it</a></p>', "<p>see it</p>", ["markup"]),
        ('<a href="a.html">it</a>', '<a href="b.html">it</a>', ["markup"]),
        ('<img src="a.png">', '<img src="b.png">', ["markup"]),
        ('<a title="a">it</a>', '<a title="b">it</a>', ["attribute"]),
        ("<p>a <b>b c</b></p>", "<p>a <b>b</b> c</p>", ["text between markup"]),
        ("<p>a</p><p>b</p>", "<p>b</p><p>a</p>", ["text", "text"]),
        ("<pre>a\n b</pre>", "<pre>a\nb</pre>", ["text between markup"]),
        ("<p>a</p>", "<p>a</p><ul></ul>", ["added", "added"]),
        (
            "<p>a</p><p>b</p><hr><p>c</p>",
            "<p>a</p><hr><p>c</p>",
            ["removed", "removed"],
        ),
        (
            '<svg><path d="M0"></path><text x="1">a</text></svg>',
            '<svg><path d="M1"></path><text x="1">a</text></svg>',
            ["layout"],
        ),
        ("<script>a = 1</script>", "<script>a = 2</script>", ["text"]),
    ],
)
def test_different_html(before: str, after: str, expected: list[str]):
    assert kinds("html", before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("it has no version.", "missing version", ["text"]),
        (r"\DUrole{techspec-a}{x}", r"\DUrole{techspec-b}{x}", ["markup"]),
        (r"\label{\detokenize{a:b}}", r"\label{\detokenize{a:c}}", ["markup"]),
        (r"\sphinxhref{a}{x}", r"\sphinxhref{b}{x}", ["markup"]),
        (r"\emph{a b}", r"\emph{a} b", ["text between markup"]),
        (r"a & b \\", r"b & a \\", ["text", "text"]),
        (
            r"\begin{tabular}{\X{1}{10}\X{9}{10}}a & b\end{tabular}",
            r"\begin{tabular}{\X{2}{10}\X{8}{10}}a & b\end{tabular}",
            ["layout"],
        ),
        ("a\n\nb\n\nc", "a\n\nc", ["removed"]),
    ],
)
def test_different_latex(before: str, after: str, expected: list[str]):
    # Blocks without markup could be any; a last one says that there is more.
    end = "\n\n\\par end"
    assert kinds("latex", before + end, after + end) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("A note.\n", "A word.\n", ["text"]),
        ("A note.\n", "   A note.\n", ["markup"]),
        ('A "note".\n', "A note.\n", ["markup"]),
        ("Note\n****\n", "Note\n====\n", ["markup"]),
        ("a\n\nb\n", "b\n\na\n", ["text", "text"]),
        ("+---+\n| a |\n+---+\n", "+---+\n| b |\n+---+\n", ["text"]),
    ],
)
def test_different_text(before: str, after: str, expected: list[str]):
    assert kinds("text", before, after) == expected


def test_one_block_more_is_one_difference():
    pages = [f"<p>{number}</p>" for number in range(20)]
    before, after = pages[:], pages[:]
    after[10] = "<div>10</div>"
    before.insert(5, "<p><b>Removed</b></p>")
    found = kinds("html", "".join(before), "".join(after))
    assert len(found) <= 6


def test_a_removed_table_does_not_hide_a_changed_word():
    before = "<table><tr><td>a</td></tr></table><p>old</p><p>same</p>"
    found = kinds("html", before, "<p>new</p><p>same</p>")
    assert "text" in found
    assert "removed" in found


# The word map


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("html", "<p>x: it has no version.</p>", "<p>x: missing version</p>"),
        ("html", '<a title="it has no version.">x</a>', '<a title="missing version">x</a>'),
        ("latex", r"x: it has \penalty100{}no ver\-sion.", "x: missing version"),
        ("text", "* x: it has no\n  version.\n", "* x: missing version\n"),
    ],
)  # fmt: skip
def test_a_phrase_explains_a_text(language: str, before: str, after: str):
    known = words(("it has no version.", "missing version"))
    assert kinds(language, before, after, known) == []
    assert known.used == {0}
    assert kinds(language, before, after + "!", known) != []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("mend this", "fix this", True),
        ("mended this", "fixed this", False),
        ("mend, mend", "fix, mend", True),
        ("mend this", "fix that", False),
        ("a and mend b", "a and fix b", True),
        ("“ADR-9” is no decision record.", "no decision record “ADR-9”", True),
        ("“ADR-9” is no decision record.", "no decision record “ADR-8”", False),
        ("“a” and “b” is no decision record.", "“a” and no decision record “b”", True),
        ("GET /{slug} is whole", "GET /{slug} is complete", True),
        ("GET /x is whole", "GET /x is complete", False),
    ],
)
def test_whole_phrases_and_placeholders(
    before: str,
    after: str,
    expected: bool,  # noqa: FBT001 - a column of the table
):
    known = words(
        ("mend", "fix"),
        ("“{id}” is no decision record.", "no decision record “{id}”"),
        ("/{{slug}} is whole", "/{{slug}} is complete"),
    )
    assert (known.explain(before, after) is not None) is expected


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        (
            "html",
            "<p><code>a</code> is none: see <i>b</i></p>",
            "<p>unknown <code>a</code>, see <i>b</i></p>",
        ),
        ("latex", r"\emph{a} is none: see \textbf{b}", r"unknown \emph{a}, see \textbf{b}"),
        ("text", '"a" is none: see *b*\n', 'unknown "a", see *b*\n'),
    ],
)  # fmt: skip
def test_words_move_around_markup(language: str, before: str, after: str):
    known = words(("{name} is none:", "unknown {name},"))
    assert kinds(language, before, after, known) == []
    assert kinds(language, before, after) == ["text"]


def test_words_do_not_move_into_markup():
    known = words(("a b", "b a"))
    before, after = "<p><b>a</b> b</p>", "<p><b>b</b> a</p>"
    assert kinds("html", before, after, known) == ["text"]


def test_other_words_make_other_columns():
    table = r"\begin{tabular}{\X{%d}{10}}%s & x\end{tabular}"
    known = words(("Set aside", "Excluded"))
    before, after = (table % (4, "Set aside"), table % (2, "Excluded"))
    assert kinds("latex", before, after, known) == []
    other = table % (1, "x")
    again = table % (9, "x")
    assert kinds("latex", before + other, after + again, known) == ["layout"]


def test_a_class_is_renamed_everywhere():
    known = words(head="techspec-header")
    before = '<p class="techspec-head big">x</p>'
    assert kinds("html", before, '<p class="techspec-header big">x</p>', known) == []
    assert kinds("html", before, before, known) == ["markup"]
    before = r"\DUrole{techspec-head}{x}\begin{sphinxuseclass}{techspec-head}"
    after = before.replace("-head", "-header")
    assert kinds("latex", before, after, known) == []
    assert kinds("latex", before, before, known) != []


def test_a_removed_class_takes_its_element():
    known = words(long="")
    before = '<p class="techspec-long a"><span class="techspec-long">x</span></p>'
    assert kinds("html", before, '<p class="a">x</p>', known) == []
    before = (
        r"\begin{sphinxuseclass}{techspec-long}\DUrole{techspec-long}{x {y}}"
        r"\end{sphinxuseclass}"
    )
    assert kinds("latex", before, "x {y}", known) == []


def test_what_is_not_used_is_listed():
    known = words(("a", "b"), ("c", "d"), head="techspec-header", foot="techspec-end")
    kinds("html", '<p class="techspec-head">a</p>', "<p>b</p>", known)
    kinds("html", "<p>a</p>", "<p>b</p>", known)
    listed = "\n".join(known.unused())
    assert "'c'" in listed
    assert "techspec-foot" in listed
    assert "'a'" not in listed
    assert "techspec-head'" not in listed


@pytest.mark.parametrize(
    "text",
    [
        'words = [["a"]]',
        'words = [["a", "a"]]',
        'words = [["a", "b"], ["a", "b"]]',
        'words = [["{a}", "b"]]',
        'words = [["{a}{b} c", "d"]]',
        'words = [["a", "{b}"]]',
        'other = "a"',
        '[[changes]]\nwhy = "a"\nold = "b"\nnew = "c"',
        '[[changes]]\nwhy = "a"\nfiles = ["b"]',
        '[[changes]]\nwhy = "a"\nfiles = ["b"]\nold = "c"',
        '[[changes]]\nwhy = "a"\nfiles = ["b"]\nold = "c"\nnew = "d"\nmore = 1',
        '[[changes]]\nwhy = "a"\nfiles = ["b"]\nmoves = [{ first = "c" }]',
        "changes = 1",
        '[classes]\nbadge = "techspec-badge"',
        "words = ",
    ],
)
def test_a_wrong_word_map(tmp_path: Path, text: str):
    path = tmp_path / "words.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(WordMapError):
        read_word_map(path)


def test_the_committed_word_map():
    read_word_map(SCRIPTS / "words.toml")


# Intended changes


FILE = "one/html/index.html"


def changed(
    folder: Path, before: str, after: str, *changes: Change
) -> tuple[list[str], WordMap]:
    """Return the kinds of the differences of two pages, and the used word map."""
    known = WordMap(changes=changes)
    old, new = written(folder / "old", before), written(folder / "new", after)
    results = compare_output.compare(old, new, ["one"], ["html"], known)
    return [found.kind for found in results["html"].differences], known


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<p>b</p>", "<p>b</p><p>d</p>", []),
        ("<p>b</p><p>c</p>", "<p>b</p><p>d</p><p>c</p>", []),
        ("<p>b</p>", "<p>b</p><p>e</p>", ["text"]),
        ("<p>e</p>", "<p>b</p><p>d</p>", ["change", "added", "added"]),
        ("</p>", "</p><p>d</p>", ["change", "added", "added"]),
        ("", "<p>d</p>", ["change", "added", "added"]),
    ],
)
def test_a_replacement_has_to_fit_once(
    tmp_path: Path, old: str, new: str, expected: list[str]
):
    change = Change("a reason", (FILE,), (Replacement(old, new),))
    before, after = "<p>a</p><p>b</p><p>c</p>", "<p>a</p><p>b</p><p>d</p><p>c</p>"
    found, known = changed(tmp_path, before, after, change)
    assert found == expected
    assert list(known.unused()) == []


@pytest.mark.parametrize(
    ("move", "after", "expected"),
    [
        (Move("c", "d", "a"), "cabd", []),
        (Move("c", "d", "b"), "acbd", []),
        (Move("a", "b", "d"), "bcad", []),
        (Move("c", "d", "a"), "abcd", ["text"] * 3),
        (Move("c", "d", "x"), "abcd", ["change"]),
        (Move("c", "b", "a"), "abcd", ["change"]),
        (Move("a", "c", "b"), "abcd", ["change"]),
        (Move("c", "d", "entry"), "abcd", ["change"]),
    ],
)
def test_a_move_has_to_fit_once(
    tmp_path: Path, move: Move, after: str, expected: list[str]
):
    before, after = (
        f"<ul>{''.join(f'<li><p>entry <b>{x}</b> in {x}</p></li>' for x in page)}</ul>"
        for page in ("abcd", after)
    )
    texts = (
        t if len(t) > 1 else f"{t} in {t}"
        for t in (move.first, move.until, move.before)
    )
    change = Change("a reason", (FILE,), (Move(*texts),))
    assert changed(tmp_path, before, after, change)[0] == expected


def test_a_change_of_no_file_is_listed(tmp_path: Path):
    step = Replacement("<p>a</p>", "<p>b</p>")
    change = Change("a reason", (FILE, "one/html/other.html"), (step,))
    found, known = changed(tmp_path, "<p>a</p>", "<p>b</p>", change)
    assert found == []
    assert list(known.unused()) == ["change in one/html/other.html: a reason"]


# objects.inv


def objects(*lines: str) -> bytes:
    head = b"# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# zlib\n"
    return head + zlib.compress("".join(f"{line}\n" for line in lines).encode())


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("GET /a techspec:endpoint 1 api.html#endpoint-get-a -", []),
        ("GET /a techspec:endpoint 1 api.html#other -", ["anchor"]),
        ("GET /b techspec:endpoint 1 api.html#endpoint-get-a -", ["anchor", "anchor"]),
        ("GET /a techspec:endpoint 1 api.html#endpoint-get-a A", ["name"]),
    ],
)
def test_inventories(after: str, expected: list[str]):
    before = objects("GET /a techspec:endpoint 1 api.html#endpoint-get-a -")
    result = Result()
    compare_inventories("objects.inv", before, objects(after), words(), result)
    assert [difference.kind for difference in result.differences] == expected


# The command line


def written(folder: Path, text: str) -> Path:
    page = folder / "one" / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(text, "utf-8")
    return folder


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    before = written(tmp_path / "before", "<p>a</p>")
    same = written(tmp_path / "same", "<p>a</p>")
    other = written(tmp_path / "other", "<p>b</p>")
    (other / "one" / "html" / "new.html").write_text("<p>c</p>", "utf-8")
    (tmp_path / "words.toml").write_text("words = []", "utf-8")
    given = ["--examples", "one", "--formats", "html", "--use", str(before)]
    given += ["--words", str(tmp_path / "words.toml")]
    assert compare_output.main([*given, "--use-after", str(same)]) == 0
    assert "0 unexplained" in capsys.readouterr().out
    assert compare_output.main([*given, "--use-after", str(other)]) == 1
    shown = capsys.readouterr().out
    assert "one/html/index.html, line 1: text\n  - a\n  + b" in shown
    assert "one/html/new.html, file: added" in shown
    assert "more" not in shown
    assert "2 unexplained" in shown
    assert compare_output.main([*given, "--use-after", str(tmp_path / "none")]) == 2


def test_the_same_difference_is_shown_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    before = written(tmp_path / "before", "<p>a</p><p>a</p><p>c</p>")
    after = written(tmp_path / "after", "<p>b</p><p>b</p><p>d</p>")
    given = ["--examples", "one", "--formats", "html", "--limit", "1"]
    given += ["--use", str(before), "--use-after", str(after)]
    assert compare_output.main(given) == 1
    shown = capsys.readouterr().out
    assert shown.count("  - a\n") == 1
    assert "the same in 1 more places" in shown
    assert "- c" not in shown
    assert "3 unexplained" in shown


def checkout(folder: Path, word: str) -> Path:
    """Return a small checkout, whose extension writes a word on the page."""
    package, example = folder / compare_output.PACKAGE, folder / "examples" / "one"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "def setup(app):\n"
        f"    app.connect('source-read', lambda a, d, text: text.append(text.pop() + {word!r}))\n",
        "utf-8",
    )
    example.mkdir(parents=True)
    (example / "conf.py").write_text(f"extensions = [{package.name!r}]\n", "utf-8")
    (example / "index.rst").write_text("Page\n====\n\nA note of the ", "utf-8")
    return folder


@pytest.mark.slow
def test_each_checkout_uses_its_own_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """The environment has this project installed; the folder is that of another."""
    old, new = checkout(tmp_path / "old", "harbour"), checkout(tmp_path / "new", "quay")
    monkeypatch.chdir(old)
    given = [
        "--examples",
        "one",
        "--formats",
        "text",
        "--before-python",
        sys.executable,
    ]
    saved = tmp_path / "saved"
    assert compare_output.main([*given, "--before", ".", "--save", str(saved)]) == 0
    given += ["--use", str(saved), "--after-python", sys.executable, "--after"]
    assert compare_output.main([*given, str(old)]) == 0
    capsys.readouterr()
    assert compare_output.main([*given, str(new)]) == 1
    assert "harbour" in capsys.readouterr().out
    other = tmp_path / "other"
    other.mkdir()
    assert compare_output.main([*given, str(other)]) == 2
