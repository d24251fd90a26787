from __future__ import annotations

import pytest

from class_lines import fault_line, lines_of


def test_interface():
    code = """
    /** One line, as drawn. */
    export interface Stroke {
      readonly id: string;
      colour: "black" | "red"
      points: { x: number; y: number }[],
      width?: number; // in pixels
      'data-id': Map<string, number[]>;
    }
    """
    assert lines_of(code, "typescript") == [
        "Interface Stroke@1* – One line, as drawn.",
        "id@2: string [readonly]",
        'colour@3: "black" | "red"',
        "points@4: { x: number; y: number }[]",
        "width@5: number [optional] – in pixels",
        "data-id@6: Map<string, number[]>",
    ]


def test_types_and_enums():
    code = """
    type User = { id: string; name: string | null };
    type Admin = User & { level: number };
    type Role = "reader" | "writer";
    export enum Tool {
      Pen = "pen", // thin
      Rubber,
    }
    type Id = string;
    """
    assert lines_of(code, "ts") == [
        "Type User@0",
        "id@0: string",
        "name@0: string | null",
        "Type Admin@1",
        "level@1: number",
        "Enum Role@2",
        "reader@2:",
        "writer@2:",
        "Enum Tool@3",
        'Pen@4: ["pen"] – thin',
        "Rubber@5:",
    ]


def test_class_with_decorators():
    code = """
    @Entity("users")
    export class User extends Base {
      @PrimaryGeneratedColumn("uuid")
      id: string;
      @Column({ unique: true, nullable: false, length: 255, default: "" })
      private email!: string;
      @Index() since = 3;
      static count = 0;
      constructor(readonly store: Store, other: string) {}
      save(): void {}
    }
    class LostError extends Error { reason: string }
    """
    assert lines_of(code, "tsx") == [
        "Class User@1",
        'id@3: string [primary key (@PrimaryGeneratedColumn), "uuid"]',
        'email@5: string [private, unique, not nullable, length=255, default ""]',
        "since@6: [@Index(), default 3]",
        "store@8: Store [readonly]",
    ]


def test_comments_in_a_type_are_left_in_the_code():
    code = "interface A { b: {\n  c: number; // in px\n}[] }"
    assert lines_of(code, "ts") == ["Interface A@0", "b@0: { c: number; }[]"]


def test_declarations_in_others():
    code = "declare namespace N { export interface A<T> extends B { c: T; [k: string]: T; d(): T } }"
    assert lines_of(code, "ts") == ["Interface A@0", "c@0: T"]


@pytest.mark.parametrize(
    ("code", "line", "names"),
    [
        ("interface A {\n  b: string;\n  c:", 0, ["b", "c"]),
        ("interface A {\n  b: string;\n  ...\n}", None, ["b"]),
        ("type A {\n  b: string;\n}\ninterface C { d: string }", 0, ["d"]),
        ("interface A { b: string }\nfunction f(a b) -> c;", None, ["b"]),
    ],
)
def test_code_that_is_being_written(code, line, names):
    found = lines_of(code, "ts")
    assert [text.partition("@")[0] for text in found if text[0].islower()] == names
    assert fault_line(code, "ts") == line
