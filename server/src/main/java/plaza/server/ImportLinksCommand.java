package plaza.server;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plaza.server.transfer.Intake;
import plaza.server.transfer.LinkImport;
import plaza.server.transfer.LinkImport.Made;
import plaza.server.transfer.LinkImport.Mode;

/// `plaza import links FILE`: makes short links of a table, or tells what it would refuse.
@Command(
    name = "links",
    description = "Creates short links from a table: CSV with a header line.",
    mixinStandardHelpOptions = true)
final class ImportLinksCommand implements Callable<Integer> {
  @Mixin
  private ImportOptions options = new ImportOptions();

  @Option(
      names = "--dry-run",
      description =
          "Creates nothing, and reports which lines would be rejected; needs --application")
  private boolean dry;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write: a table of each URL and its short URL")
  private Optional<Path> out = Optional.empty();

  @Override
  public Integer call() throws Exception {
    if (dry && !options.hasApplication()) {
      throw new UserError(
          "--dry-run needs --application: the application that would get the links");
    }
    if (dry && out.isPresent()) {
      throw new UserError("--dry-run creates no short URLs for --out to write");
    }
    if (out.isPresent() && !options.hasServer()) {
      throw new UserError("--out needs the server that the short URLs lead to, not --data");
    }
    // Before an application is made for it.
    LinkImport.requireTable(options.readableFile());
    return out.isPresent()
        ? WholeFile.write(out.get(), to -> options.with(intake -> writing(intake, to)))
        : options.with(intake -> run(intake, _ -> {}));
  }

  private int writing(Intake intake, OutputStream to) throws IOException {
    try (var rows = new CsvMapper().writerFor(List.class).writeValues(to)) {
      write(rows, List.of("url", "short_url"));
      return run(intake, made -> write(rows, List.of(made.url(), made.shortUrl())));
    }
  }

  private static void write(SequenceWriter rows, List<String> cells) {
    try {
      rows.write(cells);
    } catch (IOException e) {
      throw new UncheckedIOException("the short URLs can't be written", e);
    }
  }

  private int run(Intake intake, Consumer<Made> made) throws IOException {
    var result = LinkImport.run(intake, dry ? Mode.DRY : Mode.MAKE, made);
    return ImportOptions.told(
        result.links()
            + (dry ? " links would be in the application " : " links in the application ")
            + intake.application(),
        result.refused());
  }
}
