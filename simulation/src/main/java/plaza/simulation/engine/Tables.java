package plaza.simulation.engine;

import java.util.HashMap;
import java.util.Map;

/// All that a store holds, at one moment.
final class Tables {
  private final Map<TableDefinition<?, ?>, Table<?, ?>> tables = new HashMap<>();

  /// A table, empty before its first row.
  @SuppressWarnings("unchecked") // each is made by its definition
  <K, R> Table<K, R> get(TableDefinition<K, R> definition) {
    return (Table<K, R>) tables.computeIfAbsent(definition, Table::new);
  }

  Tables copy() {
    var copy = new Tables();
    tables.forEach((definition, table) -> copy.tables.put(definition, table.copy()));
    return copy;
  }
}
