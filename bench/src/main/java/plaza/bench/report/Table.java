package plaza.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A table in Markdown, whose first column says to which row of the bench a line belongs.
public record Table(List<String> head, List<List<String>> lines) {
  public Table {
    head = List.copyOf(head);
    lines = List.copyOf(lines);
  }

  /// The first table in `text` that has this head; without lines when there is none.
  static Table in(String text, List<String> head) {
    var lines = new ArrayList<List<String>>();
    var within = false;
    for (var line : text.lines().toList()) {
      var cells = cells(line);
      if (cells.equals(head)) {
        within = true;
      } else if (within && cells.size() != head.size()) {
        return new Table(head, lines);
      } else if (within && !cells.getFirst().matches("-+")) {
        lines.add(cells);
      }
    }
    return new Table(head, lines);
  }

  private static List<String> cells(String line) {
    if (!line.startsWith("|") || !line.endsWith("|")) {
      return List.of();
    }
    var cells = new ArrayList<String>();
    for (var cell : line.substring(1, line.length() - 1).split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  /// This table with `others` instead of all that it has of their rows, in the order of `rows`.
  Table with(List<List<String>> others, List<String> rows) {
    var replaced = Set.copyOf(others.stream().map(List::getFirst).toList());
    var merged = new ArrayList<List<String>>();
    for (var row : rows) {
      (replaced.contains(row) ? others : lines)
          .stream().filter(line -> line.getFirst().equals(row)).forEach(merged::add);
    }
    return new Table(head, merged);
  }

  public String text() {
    var text = new StringBuilder();
    append(text, head);
    append(text, head.stream().map(_ -> "---").toList());
    lines.forEach(line -> append(text, line));
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
