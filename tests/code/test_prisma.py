from __future__ import annotations

import pytest

from class_lines import fault_line, lines_of


def test_models_and_enums():
    code = """
    generator client {
      provider = "prisma-client-js"
    }
    /// Who cooks
    model User {
      id    String  @id @default(uuid()) @db.Uuid // a number
      email String  @unique @map("e_mail")
      name  String?
      page  String  @default("http://a//b")
      role  Role    @default(READER)
      posts Post[]
      tags  String[]
      @@map("users")
    }
    model Post {
      authorId String
      slug     String
      author   User @relation("by", fields: [authorId], references: [id], onDelete: Cascade)
      @@id([authorId, slug])
      @@unique([slug])
    }
    enum Role { // may
      READER
      WRITER @map("w")
    }
    """
    assert lines_of(code, "prisma") == [
        "Model User@4 – Who cooks",
        "id@5: String [primary key, default uuid(), db.Uuid] – a number",
        'email@6: String [unique, map("e_mail")]',
        "name@7: String [optional]",
        'page@8: String [default "http://a//b"]',
        "role@9: Role [default READER]",
        "tags@11: String[]",
        "Model Post@14",
        "authorId@15: String [references User(id) on delete Cascade, primary key (authorId, slug)]",
        "slug@16: String [primary key (authorId, slug), unique]",
        "Enum Role@21 – may",
        "READER@22:",
        'WRITER@23: [map("w")]',
    ]


def test_a_model_that_is_all_fields():
    assert lines_of("model A {\n  b Int // c\n}", "prisma")[0] == "Model A@0*"


@pytest.mark.parametrize(
    ("code", "line", "names"),
    [
        ("model A {\n  b Int\n  c", 2, ["b"]),
        ("model A {\n  b Int\n  c Int", 0, ["b", "c"]),
        ("model A {\n  // ...\n  b Int\n  ...\n}", None, ["b"]),
        ("model A {\n  b Int\n}\nwords", 3, ["b"]),
        ("model A { b Int }", None, ["b"]),
    ],
)
def test_code_that_is_being_written(code, line, names):
    found = lines_of(code, "prisma")
    assert [text.partition("@")[0] for text in found[1:]] == names
    assert fault_line(code, "prisma") == line
