package plaza.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Imports a table of links into an application; an interrupted import can be run again without
/// duplicates.
public final class LinkImport {
  private static final int STATUS_OK = 200;
  private static final int STATUS_CREATED = 201;
  private static final int STATUS_MISSING = 404;

  private final Api api;
  private final Intake intake;
  private final Mode mode;
  private final Consumer<Made> made;
  private final LinkKeys keys;
  private LinkBatch batch = new LinkBatch();
  private long refused;

  /// Whether links are made.
  public enum Mode {
    MAKE,
    /// It is only asked what would be refused.
    DRY
  }

  /// A link that is there now.
  public record Made(String url, String shortUrl) {}

  /// What an import came to.
  ///
  /// @param links that the server has now, or would have
  /// @param refused lines that could not be taken
  public record Result(long links, long refused) {}

  private LinkImport(Intake intake, Mode mode, Consumer<Made> made) {
    this.api = new Api(intake.url(), intake.secret());
    this.intake = intake;
    this.mode = mode;
    this.made = made;
    this.keys = new LinkKeys(intake.name());
  }

  /// Imports a table, or asks what importing it would come to.
  ///
  /// @param made receives each imported link
  public static Result run(Intake intake, Mode mode, Consumer<Made> made) throws IOException {
    var run = new LinkImport(intake, mode, made);
    // A secret is its own application's, whatever the query says: the path is checked against it.
    run.api.get(intake.path()).expect(STATUS_OK);
    return run.run();
  }

  /// Looks at a file's header.
  ///
  /// @throws TransferException it is no table of links
  public static void requireTable(Path file) throws IOException {
    try (var table = new Table(file, _ -> {})) {
      columns(table);
    }
  }

  private static LinkColumns columns(Table table) throws IOException {
    return LinkColumns.of(table
        .next()
        .orElseThrow(() -> new TransferException("the file is empty"))
        .cells());
  }

  private Result run() throws IOException {
    var task = switch (mode) {
      case MAKE -> "Importing";
      case DRY -> "Checking";
    };
    try (var progress = new Progress(task, intake.file(), "links");
        var table = new Table(intake.file(), progress::read)) {
      var columns = columns(table);
      if (!columns.unknown().isEmpty()) {
        intake
            .report()
            .accept("no field of a link is named " + String.join(", ", columns.unknown()));
      }
      for (var row = table.next(); row.isPresent(); row = table.next()) {
        add(row.get(), columns);
        if (batch.isFull()) {
          send(progress);
        }
      }
      if (!batch.isEmpty()) {
        send(progress);
      }
      progress.finish();
      return new Result(progress.done(), refused);
    }
  }

  private void add(Table.Row row, LinkColumns columns) {
    if (row.cells().size() != columns.count()) {
      refuse(row.line(), "has " + row.cells().size() + " cells, the header " + columns.count());
      return;
    }
    var link = columns.link(row.cells());
    if (link.toString().length() > LinkBatch.LINK_CHARACTERS_MAX) {
      refuse(row.line(), "is longer than a link may be");
      return;
    }
    var other = keys.lineOfCode(link, row.line());
    if (other.isPresent()) {
      refuse(row.line(), "has the code of line " + other.get());
      return;
    }
    batch.add(row.line(), link.put("client_id", keys.next(link)));
  }

  private void refuse(long line, String why) {
    refused++;
    intake.report().accept("line " + line + " " + why);
  }

  private void send(Progress progress) {
    var path = "/shorten/bulk?application=" + intake.application()
        + switch (mode) {
          case MAKE -> "";
          case DRY -> "&dry_run=true";
        };
    var places = api.post(path, batch.body(), "").expect(STATUS_OK).json().path("links");
    for (int i = 0; i < batch.lines().size(); i++) {
      settle(batch.lines().get(i), places.path(i), progress);
    }
    batch = new LinkBatch();
  }

  private void settle(long line, JsonNode place, Progress progress) {
    var status = place.path("status").asInt();
    if (status == STATUS_OK || status == STATUS_CREATED) {
      progress.add(1);
      var link = place.path("link");
      made.accept(new Made(link.path("url").asText(), link.path("short_url").asText()));
    } else if (status == STATUS_MISSING) {
      refuse(line, "was made by an earlier import, and is deleted");
    } else if (status / 100 == 4) {
      refuse(line, "is refused: " + reason(place.path("problem")));
    } else {
      throw new TransferException("the server answered " + status + " to line " + line + ": "
          + reason(place.path("problem")) + "; run it again");
    }
  }

  /// The server's words, by field.
  private static String reason(JsonNode problem) {
    var words = new TreeSet<String>();
    problem
        .path("errors")
        .properties()
        .forEach(field ->
            field.getValue().forEach(error -> words.add(field.getKey() + " " + error.asText())));
    return words.isEmpty() ? problem.path("detail").asText() : String.join("; ", words);
  }
}
