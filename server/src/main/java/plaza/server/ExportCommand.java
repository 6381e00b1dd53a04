package plaza.server;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plaza.server.transfer.Export;

/// `plaza export`: writes an application's chats and messages as JSON lines.
@Command(
    name = "export",
    description =
        "Writes an application's chats and messages as JSON lines. Importing them gives the same numbers.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Option(
      names = "--application",
      converter = TokenText.class,
      paramLabel = "TOKEN",
      required = true,
      description = "The application")
  private String application = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write; gzip if its name ends in .gz (default: standard output)")
  private Optional<Path> output = Optional.empty();

  @Mixin
  private Target target = new Target();

  @Override
  public Integer call() throws Exception {
    return target.with(url -> {
      if (output.isPresent()) {
        return WholeFile.write(output.get(), out -> write(url, out));
      }
      // Not System.out, which hides that it can't write.
      try (var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
        return write(url, out);
      }
    });
  }

  private int write(String url, OutputStream out) throws IOException {
    var messages = Export.run(url, target.secret(), application, out);
    out.flush();
    System.err.println(messages + " messages exported");
    return 0;
  }
}
