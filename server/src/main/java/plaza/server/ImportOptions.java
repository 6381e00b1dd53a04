package plaza.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plaza.server.transfer.Intake;
import plaza.server.transfer.OwnApplication;

/// The options of every import: its file, name and destination.
final class ImportOptions {
  @Parameters(paramLabel = "FILE", description = "The file, plain or gzip")
  private Path file = Path.of("");

  @Option(
      names = "--application",
      converter = TokenText.class,
      paramLabel = "TOKEN",
      description = "The application to import into (default: a new one with the import's name)")
  private Optional<String> application = Optional.empty();

  @Option(
      names = "--name",
      description =
          "The import's name: the same name and file mean the same import (default: the file's name)")
  private Optional<String> name = Optional.empty();

  @Mixin
  private Target target = new Target();

  /// What is done with the file; returns the exit code.
  interface Work {
    int on(Intake intake) throws Exception;
  }

  boolean hasApplication() {
    return application.isPresent();
  }

  boolean hasServer() {
    return target.isRunning();
  }

  /// The file.
  ///
  /// @throws Mistake it can't be read
  Path readableFile() {
    if (!Files.isReadable(file)) {
      throw new UserError("can't read " + file);
    }
    return file;
  }

  int with(Work work) throws Exception {
    var _ = readableFile();
    return target.with(url -> work.on(intake(url)));
  }

  private Intake intake(String url) throws IOException {
    var importName = name.orElseGet(() -> String.valueOf(file.getFileName()));
    var token = application.isPresent() ? application.get() : newApplication(url, importName);
    return new Intake(
        url,
        target.secret(),
        token,
        importName,
        file,
        told -> System.err.println("plaza: " + file + ": " + told + ", skipped"));
  }

  private String newApplication(String url, String importName) throws IOException {
    var made = OwnApplication.of(url, target.secret(), importName);
    made.secret()
        .ifPresent(secret -> System.out.println("Created the application " + made.token()
            + ", its secret key is " + secret + " (shown this once)"));
    return made.token();
  }

  /// Tells what an import came to, and returns its exit code.
  static int told(String what, long refused) {
    System.out.println(what
        + (refused == 0
            ? ""
            : "; " + refused + (refused == 1 ? " line skipped" : " lines skipped")));
    return refused == 0 ? 0 : 2;
  }
}
