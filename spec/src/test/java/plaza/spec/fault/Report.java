package plaza.spec.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The results of many rounds, as a table between two marks of a page.
final class Report {
  private static final String BEGIN = "<!-- results of bin/faults -->";
  private static final String END = "<!-- end of results -->";

  /// Rounds of which somebody would like to know, by their fault.
  private final Map<Fault, List<Round>> rounds = new LinkedHashMap<>();

  private final String head;

  /// @param head when, where and of what they are
  Report(String head) {
    this.head = head;
  }

  void add(Round round) {
    rounds.computeIfAbsent(round.fault(), _ -> new ArrayList<>()).add(round);
  }

  /// The rounds in which a promise was broken.
  long broken() {
    return rounds.values().stream()
        .flatMap(List::stream)
        .filter(round -> !round.broken().isEmpty())
        .count();
  }

  String table() {
    var table = new StringBuilder(head)
        .append("\n\n| fault | rounds | answers | asked again | longest wait | broken |\n")
        .append("|---|---|---|---|---|---|\n");
    rounds.forEach((fault, all) -> table.append("| %s | %d | %,d | %,d | %s s | %d |\n"
        .formatted(
            fault.words(),
            all.size(),
            all.stream().mapToInt(Round::answers).sum(),
            all.stream().mapToInt(Round::again).sum(),
            seconds(all),
            all.stream().filter(round -> !round.broken().isEmpty()).count())));
    return table.toString();
  }

  private static String seconds(List<Round> all) {
    var longest =
        all.stream().map(Round::longest).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    return String.format(Locale.ROOT, "%.1f", longest.toMillis() / 1_000.0);
  }

  /// Puts the table in the place of the one before.
  ///
  /// @throws IOException if the page can't be read or written, or has no place for it
  void writeInto(Path page) throws IOException {
    var place = Place.in(page);
    Files.writeString(page, place.before + "\n\n" + table() + "\n" + place.after);
  }

  /// What stands before and after the results of a page.
  record Place(String before, String after) {
    static Place in(Path page) throws IOException {
      var text = Files.readString(page);
      var begin = text.indexOf(BEGIN);
      var end = text.indexOf(END);
      if (begin < 0 || end < begin) {
        throw new IOException(page + " has no place for the results");
      }
      return new Place(text.substring(0, begin) + BEGIN, text.substring(end));
    }
  }
}
