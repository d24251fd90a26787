from __future__ import annotations

import pytest

from class_lines import fault_line, lines_of


def test_mongoose():
    code = """
    const treeSchema = new mongoose.Schema({
      row: { type: Number, required: true }, // from the gate
      picker: { type: Schema.Types.ObjectId, ref: 'Picker' },
      place: { x: Number },
    });
    export default mongoose.model('AppleTree', treeSchema);
    const crateSchema = new Schema({ weight: Number });
    """
    assert lines_of(code, "javascript") == [
        "Model AppleTree@0",
        "row@1: Number [required] – from the gate",
        "picker@2: ObjectId [references 'Picker']",
        "place@3: object",
        "Model Crate@6",
        "weight@6: Number",
    ]


@pytest.mark.parametrize("language", ["js", "ts", "tsx"])
def test_sequelize_and_drizzle(language: str):
    code = """
    const Picker = sequelize.define('Picker', {
      id: { type: DataTypes.UUID, primaryKey: true, allowNull: false },
      name: DataTypes.STRING(40),
    });
    export const crates = pgTable('crates', {
      id: uuid('id').primaryKey().notNull(),
      tree: integer('tree').references(() => trees.id),
    });
    """
    assert lines_of(code, language) == [
        "Model Picker@0",
        "id@1: UUID [primary key, not null]",
        "name@2: STRING(40)",
        "Model crates@4",
        "id@5: uuid [primary key, not null]",
        "tree@6: integer [references () => trees.id]",
    ]


@pytest.mark.parametrize(
    "code",
    [
        "const app = express();",
        "const options = { id: 'tree', size: Number };",
        "const a = app.define('a', size);",
        "const b = new Schema();",
        "const Page = () => <List>{rows}</List>;",
        "const c = new Schema({",
        "",
    ],
)
def test_other_code_is_no_model_and_no_mistake(code: str):
    assert lines_of(code, "js") == []
    assert fault_line(code, "js") is None


def test_the_fields_of_an_interface_come_first():
    code = """
    interface Crate { weight: number }
    const crateSchema = new Schema({ weight: Number, tree: String });
    """
    assert lines_of(code, "ts") == ["Interface Crate@0", "weight@0: number"]
