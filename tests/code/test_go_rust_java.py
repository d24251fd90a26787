from __future__ import annotations

import pytest

from class_lines import fault_line, lines_of


def test_go():
    code = """
    package laundry

    // Wash is one run.
    // It is billed.
    //
    // Another paragraph.
    type Wash struct {
        gorm.Model
        ID     uint     `gorm:"primaryKey;column:no" json:"id"` // the number
        X, Y   float64
        Litres *float64 `json:"litres,omitempty"`
        Inner  struct {
            A int
        }
    }
    type (
        // Step is a part
        Step struct { Name string `gorm:"unique;not null;default:rinse"` }
        State int
    )
    """
    assert lines_of(code, "go") == [
        "Struct Wash@6 – Wash is one run. It is billed.",
        'ID@8: uint [primary key, column=no, json:"id"] – the number',
        "X@9: float64",
        "Y@9: float64",
        'Litres@10: *float64 [json:"litres,omitempty"]',
        "Inner@11: struct { A int }",
        "Struct Step@17 – Step is a part",
        "Name@17: string [unique, not null, default rinse]",
    ]


def test_rust():
    code = """
    #[derive(Debug, Clone)]
    /// A weighing
    pub struct Weighing<'a> {
        /// The number
        #[serde(default, rename = "no")]
        pub id: &'a str,
        weights: HashMap<String, Vec<u8>>, // in kg
    }
    pub enum Direction {
        In = 1,
        Out { empty: bool }, // to the road
    }
    pub struct Id(Uuid);
    mod inner { pub struct Small { a: u8 } }
    """
    assert lines_of(code, "rust") == [
        "Struct Weighing@2 – A weighing",
        'id@5: &\'a str [serde(default, rename = "no")] – The number',
        "weights@6: HashMap<String, Vec<u8>> – in kg",
        "Enum Direction@8",
        "In@9: [1]",
        "Out@10: { empty: bool } – to the road",
        "Struct Small@13",
        "a@13: u8",
    ]


def test_java():
    code = """
    public record Sighting(UUID id, @NotNull String ship) {}

    /** Who looks out. */
    @Entity
    public class Keeper {
        @Id @GeneratedValue
        private Long id;
        @Column(nullable = false, unique = true, length = 60)
        private String name = "x", nick; // as on the badge
        private static final int MAX = 3;
        public String getName() { return name; }
    }
    enum Light { RED("r"), GREEN; Light(String s) {} }
    class LostException extends RuntimeException { int code; }
    """
    assert lines_of(code, "java") == [
        "Record Sighting@0",
        "id@0: UUID",
        "ship@0: String [@NotNull]",
        "Class Keeper@4 – Who looks out.",
        "id@6: Long [primary key (@Id), @GeneratedValue]",
        'name@8: String [not nullable, unique, length=60, default "x"] – as on the badge',
        "nick@8: String [not nullable, unique, length=60] – as on the badge",
        "Enum Light@12",
        'RED@12: ["r"]',
        "GREEN@12:",
    ]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("go", "type A struct {\n\tB int\n}"),
        ("rust", "#[derive(Debug)]\nstruct A { b: u8 } // text"),
        ("java", "@Data\nclass A {\n  private final int b; // text\n}"),
        ("golang", "// A does.\ntype A struct { B int }"),
    ],
)
def test_code_that_is_all_fields(language, code):
    assert lines_of(code, language)[0].split(" – ")[0].endswith("*")


@pytest.mark.parametrize(
    ("language", "code", "line", "names"),
    [
        ("go", "type A struct {\n\tB int\n\tC []", 0, ["B", "C"]),
        ("go", "type A {\n\tB int\n}\ntype C struct { D int }", 0, ["D"]),
        ("go", "type A struct {\n\tB int\n\t...\n}\nfunc f(a b c) -> {}", None, ["B"]),
        ("rust", "struct A { b: u8,\n c:", 0, ["b", "c"]),
        ("rust", "struct A {\n  ...\n  b: u8,\n}", None, ["b"]),
        ("java", "class A {\n  int b;\n  String", 0, ["b"]),
        ("java", "class A {\n  int b;\n  void f() { x(-> ); }\n}", None, ["b"]),
    ],
)
def test_code_that_is_being_written(language, code, line, names):
    found = lines_of(code, language)
    fields = [
        text.partition("@")[0] for text in found if " " not in text.partition("@")[0]
    ]
    assert fields == names
    assert fault_line(code, language) == line
