"""Directives that nobody would write, drawn at random: half-edited, odd, hostile.

Each has words of its own, which have to be found on its page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from languages import LANGUAGES, Language
from sphinxcontrib_techspec.kinds import BY_NAME, KINDS

FIELD = "<script>fuzz(field)</script>"
BODY = "<script>fuzz(body)</script>"
MADE = "made-by-fuzz"
"""The file that would be there if anything were run."""

SNIPPETS = [
    # HTML and LaTeX
    "<b>", "&amp;", "&lt;", "]]>", "-->", '"\'', "<br/>", "<a href='x'>", "&#x3c;b>",
    r"\input{/etc/passwd}", r"\end{document}", "$x_1^2$", "100 %", "#1", "^^5e", "~", r"\\",
    # YAML, templates, code
    "key: [1, 2", "&anchor *alias", "- - -", "? :", '"half', "{a: b", "|", ">-", "---",
    "...", "%YAML 1.2", "!!python/object/apply:os.system ['touch made-by-fuzz']",
    "{{ 7*7 }}", "%s %d", "{0!r}", "${HOME}", "$(touch made-by-fuzz)",
    "__import__('os').system('touch made-by-fuzz')", "lambda: 0", "class A(", "def f(:",
    # numbers
    "9" * 60, "1" * 200, "1e999", "-0", "٣", "NaN", "inf ms", "< 99999999999999999999 ms",
    "0x10", "1_000", "½", ">= 3,5 %", "1.2.3.4.5.6.7.8", "v0", "1..2", "²",
    # letters
    "שלום", "مرحبا", "é", "👩‍👩‍👧‍👦", "🇺🇳", "\u200b", "\ufeff", "\u202e", "\u00ad", "ﬁ",
    "İ", "ß", "\u00a0", "\ue000", "\U0010ffff", "中文", "\t",
    # Markdown
    "`", "``", "**", "**half", "*", "_", "[x](y", "[x]()", "![", "{role}", "{techspec:stack}`",
    "{techspec:item}`Nothing`", "| a | b", "|---|", "[^1]", "<https://e", "~~", "$$",
    # reStructuredText
    "|sub|", ":role:`x`", ":techspec:item:`Nothing`", "`x`_", "x_", "__", "::", "`x <y>`__",
    "[1]_", ":field:", "..", ".. note::",
    # what the extension reads
    "->", "User ->", "-> ->", "GET", "GET /", "/", "ADR-", "ADR-99999999999999999999",
    "ADR-1, ADR-2,,", "../../../../etc/passwd", "file:///etc/passwd", "javascript:alert(1)",
    "https://[", "http://\\", "a:b:c", ":", ",", ";", "=", "!=", "list[", "list[list[User]]",
    "TS302", "TS302 ", "TBD", "yes", "no", "1..*", "0..", "ms", "p95", "a#/b/~2", "x" * 90,
]  # fmt: skip

LINES = [
    ":half", ":", "::", ":role:", ":role: a: b", ":colour: red", "---", "role: [", "+-",
    "| a | b |", "|---|---|", "|---|", "| c |", "||", "|", "- **A**: B 1.0 - See", "- **A",
    "- ", "* a", "  - deep", "1. one", "# Head", "Title\n-----", "> quote", "    indented",
    "```", "```python\nclass X:\n    a: int\n```", '~~~json\n{"a": \n~~~', ":::{note}",
    ":::", ".. list-table::\n   :header-rows: 1\n\n   * - A\n     - B\n   * - C",
    ".. code-block:: python\n\n   class X(", '.. csv-table::\n   :header: a, b\n\n   "1',
    "=== ===\nA   B\n=== ===\n1   2\n=== ===", "+---+\n| a |\n+---+", ":Name: x",
    "Term\n    Definition", ".. techspec:stack:: Inner", "```{techspec:stack} Inner\n```",
    "```{techspec:report}\n```", "|sub|", "\\", "***", "___", "",
]  # fmt: skip

VIEWS = ["table", "report", "adrs", "diagram", "waive", "not-applicable", "spec"]


@dataclass
class Fuzzed:
    """A directive, and the words in it that have to be kept.

    ``loose`` are words in its body, of which the host language may drop some.
    """

    text: str
    kept: list[str] = field(default_factory=list[str])
    body: str = ""
    unassigned_documents: list[str] = field(default_factory=list[str])


class Fuzz:
    """Draws directives in one host language."""

    def __init__(self, chance: Random, suffix: str) -> None:
        self.chance = chance
        self.say: Language = LANGUAGES[suffix]
        self.count = 0

    def word(self) -> str:
        """Return a word that stands nowhere else."""
        self.count += 1
        return f"w{self.count}q"

    def text(self, *more: str) -> str:
        """Return a few snippets, with *more* among them."""
        few = self.chance.choices(SNIPPETS, k=self.chance.choice([0, 1, 1, 2, 4]))
        if self.chance.random() < 0.002:
            few.append("9" * 4400)  # Python makes no number of so many digits.
        parts = [*few, *more]
        self.chance.shuffle(parts)
        return self.chance.choice([" ", " ", ""]).join(parts)

    def directive(self) -> Fuzzed:
        """Return a directive of any kind, or a view."""
        if self.chance.random() < 0.1:
            return self._view()
        kind = self.chance.choice(KINDS).kind
        kept: list[str] = []
        argument = ""
        if self.chance.random() < 0.6:
            word = self.word()
            kept.append(word)
            argument = f"{word} {self._valued()}"
            if self.say.suffix == "md":  # It would be no directive.
                argument = argument.replace("`", "")
        body, unassigned_documents = self._body(kind)
        names = [
            *BY_NAME[kind].field_specs(),
            "status",
            "colour",
            "ROLE",
            "ärger",
            "a b",
        ]
        names = list(dict.fromkeys(names))
        fields = {*BY_NAME[kind].field_specs(), "status"}
        options: list[tuple[str, str]] = []
        for name in self.chance.sample(names, self.chance.randint(0, 5)):
            word = self.word()
            # A row may say another thing than what the directive says for all.
            if argument or not body or name.lower() not in fields:
                kept.append(word)
            options.append((name, f"{word} {self._valued()}"))
        if self.chance.random() < 0.2:
            options.append((self.chance.choice(["name", "waive"]), self.text()))
        text = self.say.directive(f"techspec:{kind}", argument, options, body)
        return Fuzzed(text, kept, body, unassigned_documents)

    def _valued(self) -> str:
        """Return the text of a value, on one line as far as it can be."""
        return " ".join(
            self.text(*([FIELD] if self.chance.random() < 0.3 else [])).split()
        )

    def _body(self, kind: str) -> tuple[str, list[str]]:
        unassigned_documents: list[str] = []

        def word() -> str:
            unassigned_documents.append(self.word())
            return unassigned_documents[-1]

        form = self.chance.random()
        if form < 0.15:
            return "", []
        if form < 0.45:
            heads = [asked.label for asked in BY_NAME[kind].field_specs().values()]
            heads = self.chance.sample(
                heads, min(len(heads), self.chance.randint(1, 4))
            )
            heads += [self.text()] if self.chance.random() < 0.3 else []
            rows = [
                [f"{word()} {self._cell()}" for _ in range(self.chance.randint(0, 5))]
                for _ in range(self.chance.randint(0, 4))
            ]
            body = self.say.table([BY_NAME[kind].label, *heads], rows)
        else:
            lines: list[str] = []
            for _ in range(self.chance.randint(1, 6)):
                lines.append(self.chance.choice(LINES))
                if self.chance.random() < 0.7:
                    lines.append(f"{word()} {self.text(BODY)}")
            body = "\n".join(lines)
        if self.chance.random() < 0.15:
            # Someone was cut off while typing.
            body = body[: self.chance.randint(0, len(body))]
            unassigned_documents = [
                word for word in unassigned_documents if f"{word} " in body
            ]
        return body, unassigned_documents

    def _cell(self) -> str:
        return " ".join(self.text(BODY if self.chance.random() < 0.2 else "").split())

    def _view(self) -> Fuzzed:
        name = self.chance.choice(VIEWS)
        known = ["spec", "columns", "where", "sort", "caption", "status", "colour"]
        options = [
            (option, " ".join(self.text().split()))
            for option in self.chance.sample(known, self.chance.randint(0, 3))
        ]
        argument = self.chance.choice(
            ["", "stack", "components", "entities", "cli", "TS302", self.text()]
        )
        argument = " ".join(argument.split())
        body = self.text(BODY) if self.chance.random() < 0.3 else ""
        return Fuzzed(self.say.directive(f"techspec:{name}", argument, options, body))
