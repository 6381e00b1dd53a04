package plaza.server.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Which columns of a table say which fields of a link.
///
/// @param count of all columns
/// @param of where the fields stand, from 0
/// @param unknown columns that say none
record LinkColumns(int count, Map<LinkField, Integer> of, List<String> unknown) {
  /// @param header the names of all columns
  static LinkColumns of(List<String> header) {
    var of = new EnumMap<LinkField, Integer>(LinkField.class);
    var unknown = new ArrayList<String>();
    for (int i = 0; i < header.size(); i++) {
      var name = header.get(i);
      var field = LinkField.of(name);
      if (field.isEmpty()) {
        unknown.add(name);
        continue;
      }
      var other = of.putIfAbsent(field.get(), i);
      if (other != null) {
        throw new TransferException("the columns " + header.get(other) + " and " + name
            + " are the same field: remove one of them");
      }
    }
    if (!of.containsKey(LinkField.URL)) {
      throw new TransferException(
          "no column is named url or longUrl: there are " + String.join(", ", header));
    }
    return new LinkColumns(header.size(), of, unknown);
  }

  /// What the cells say, in the order of the fields; an empty cell says nothing.
  ObjectNode link(List<String> cells) {
    var link = Api.JSON.createObjectNode();
    of.forEach((field, column) -> {
      var cell = cells.get(column);
      if (!cell.isEmpty()) {
        link.set(field.json, field.value(cell));
      }
    });
    return link;
  }
}
