package plaza.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plaza.server.transfer.Import;

/// `plaza import irc|plaza FILE`: takes messages in, with their authors and times.
@Command(
    name = "import",
    description =
        "Takes messages in, with their authors and times. It may be interrupted or killed, and run again: no message "
            + "is doubled.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  /// What a file holds.
  enum Kind {
    /// JSON lines of chat, user, at, body.
    IRC,
    /// An export of Plaza.
    PLAZA
  }

  @Parameters(
      index = "0",
      paramLabel = "irc|plaza",
      description = "irc: JSON lines with chat, user, at, body; plaza: an export of Plaza")
  private Kind kind = Kind.IRC;

  @Parameters(index = "1", paramLabel = "FILE", description = "The file, plain or gzip")
  private Path file = Path.of("");

  @Option(
      names = "--application",
      paramLabel = "TOKEN",
      description =
          "The application that takes them in; without it, one is made that is named like the import")
  private Optional<String> application = Optional.empty();

  @Option(
      names = "--name",
      description =
          "The import's name: the same name and file mean the same messages (default: the file's name)")
  private Optional<String> name = Optional.empty();

  @Mixin
  private Target target = new Target();

  @Override
  public Integer call() throws Exception {
    if (!Files.isReadable(file)) {
      throw new Mistake("can't read " + file);
    }
    return target.with(this::on);
  }

  private int on(String url) throws IOException {
    var importName = name.orElseGet(() -> String.valueOf(file.getFileName()));
    var token = application.isPresent() ? application.get() : newApplication(url, importName);
    Consumer<String> report =
        line -> System.err.println("plaza: " + file + ": " + line + ", left out");
    var result = switch (kind) {
      case IRC -> Import.irc(url, target.secret(), token, importName, file, report);
      case PLAZA -> Import.export(url, target.secret(), token, importName, file, report);
    };
    System.out.println(
        result.messages() + " messages in " + result.chats() + " chats of the application " + token
            + (result.refused() == 0 ? "" : "; " + result.refused() + " lines were left out"));
    return result.refused() == 0 ? 0 : 2;
  }

  private String newApplication(String url, String importName) throws IOException {
    var made = Import.application(url, target.secret(), importName);
    made.secret()
        .ifPresent(secret -> System.out.println("Made the application " + made.token()
            + ", its secret key is " + secret + " (shown this once)"));
    return made.token();
  }
}
