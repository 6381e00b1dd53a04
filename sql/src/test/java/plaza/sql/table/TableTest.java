package plaza.sql.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  private record Pet(long owner, int number, String name, boolean gone) {}

  private static final Columns<Pet> COLUMNS = new Columns<>("pet");
  private static final Column.OfLong<Pet> OWNER = COLUMNS.number("owner", Pet::owner);
  private static final Column.OfInt<Pet> NUMBER = COLUMNS.integer("number", Pet::number);
  private static final Column<Pet, String> NAME = COLUMNS.text("name", Pet::name);
  private static final Column.OfFlag<Pet> GONE = COLUMNS.flag("gone", Pet::gone);
  private static final Column<Pet, String> FOLDED =
      COLUMNS.derived().text("folded", pet -> pet.name() + "!");
  private static final Column.OfInt<Pet> PART = COLUMNS.computed().integer("part", _ -> 3);
  private static final Table<Pet> PETS = COLUMNS.table(
      row -> new Pet(row.get(OWNER), row.get(NUMBER), row.get(NAME), row.get(GONE)),
      OWNER,
      NUMBER,
      PART);
  private static final Pet REX = new Pet(7, 1, "Rex", true);

  @Test
  void statements_that_write_have_all_columns_but_those_that_the_database_computes() {
    assertThat(PETS.insert().sql())
        .isEqualTo("INSERT INTO pet (owner, number, name, gone, folded)\nVALUES (?, ?, ?, ?, ?)");
    assertThat(PETS.insert().values(REX)).containsExactly(7L, 1, "Rex", 1, "Rex!");
    assertThat(PETS.replace().sql()).startsWith("REPLACE INTO pet (owner, number, name, gone");
  }

  @Test
  void an_update_sets_what_is_not_of_the_key_and_finds_the_row_by_the_whole_key() {
    assertThat(PETS.update().sql())
        .isEqualTo("UPDATE pet\nSET name = ?, gone = ?, folded = ?\n"
            + "WHERE owner = ? AND number = ? AND part = ?");
    assertThat(PETS.update().values(REX)).containsExactly("Rex", 1, "Rex!", 7L, 1, 3);
    assertThat(PETS.update(GONE).sql())
        .isEqualTo("UPDATE pet\nSET gone = ?\nWHERE owner = ? AND number = ? AND part = ?");
    assertThat(PETS.update(GONE).values(REX)).containsExactly(1, 7L, 1, 3);
  }

  @Test
  void a_row_is_read_without_the_columns_that_follow_from_others() {
    assertThat(PETS.columns("p")).isEqualTo("p.owner, p.number, p.name, p.gone");
    assertThat(PETS.allColumns()).isEqualTo("owner, number, name, gone, folded");
    assertThat(PETS.by(FOLDED, GONE).one())
        .isEqualTo("SELECT owner, number, name, gone\nFROM pet\nWHERE folded = ? AND gone = ?");
    assertThat(PETS.between(OWNER))
        .isEqualTo("SELECT owner, number, name, gone\nFROM pet\n"
            + "WHERE owner > ? AND owner < ?\nORDER BY owner\nLIMIT ?");
  }

  /// A statement is prepared once for each text: a text that is made at each call costs its hash.
  @Test
  void texts_of_statements_are_made_once() {
    assertThat(PETS.insert().sql()).isSameAs(PETS.insert().sql());
    assertThat(PETS.replace().sql()).isSameAs(PETS.replace().sql());
    assertThat(PETS.update().sql()).isSameAs(PETS.update().sql());
    assertThat(PETS.byKey().one()).isSameAs(PETS.byKey().one());
    assertThat(PETS.byKey().many()).isSameAs(PETS.byKey().many());
  }

  @Test
  void columns_that_are_read_come_before_those_that_are_not() {
    var columns = new Columns<Pet>("pet");
    columns.derived().text("folded", Pet::name);

    assertThatThrownBy(() -> columns.text("name", Pet::name))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pet");
  }
}
