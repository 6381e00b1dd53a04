package plaza.edge.link;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plaza.core.visit.VisitPage.Item;
import plaza.core.visit.VisitRecord;
import plaza.edge.http.Json;

/// Visits as a table of comma-separated values (RFC 4180), written as they are read.
final class VisitsCsv implements Iterator<byte[]> {
  private static final String HEAD =
      "time,referrer,browser,system,device,language,bot,user_agent,url";

  private final Iterator<List<Item>> visits;
  private boolean begun;

  private VisitsCsv(Iterator<List<Item>> visits) {
    this.visits = visits;
  }

  /// The bytes of the table, piece by piece.
  static Iterator<byte[]> of(Iterator<List<Item>> visits) {
    return new VisitsCsv(visits);
  }

  @Override
  public boolean hasNext() {
    return !begun || visits.hasNext();
  }

  @Override
  public byte[] next() {
    var lines = begun
        ? visits.next().stream().map(item -> line(item.sighting()))
        : Stream.of(HEAD + "\r\n");
    begun = true;
    return lines.collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
  }

  private static String line(VisitRecord one) {
    var traits = one.traits();
    return Stream.of(
            Json.time(one.at()),
            one.trace().referrer(),
            traits.browser(),
            traits.system(),
            traits.device(),
            traits.language(),
            Boolean.toString(traits.bot()),
            one.trace().agent(),
            one.trace().url())
        .map(VisitsCsv::cell)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  /// Visitors choose what is in most cells: none may be a formula to who opens the table.
  static String cell(String text) {
    var harmless = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return harmless.matches("[^\",\r\n]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
