package plaza.server;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
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
      paramLabel = "TOKEN",
      required = true,
      description = "The application")
  private String application = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write, gzip when its name ends so (default: standard output)")
  private Optional<Path> output = Optional.empty();

  @Mixin
  private Target target = new Target();

  @Override
  public Integer call() throws Exception {
    return target.with(url -> {
      if (output.isEmpty()) {
        // Not System.out, which hides that it can't write.
        return write(url, new FileOutputStream(FileDescriptor.out));
      }
      var file = output.get();
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A pipe, or another kind of way out.
        return write(url, opened(file, file));
      }
      // A file of this name is whole.
      var part = file.resolveSibling(file.getFileName() + ".part");
      try {
        var code = write(url, opened(part, file));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return code;
      } finally {
        Files.deleteIfExists(part);
      }
    });
  }

  private int write(String url, OutputStream to) throws IOException {
    long messages;
    try (var out = new BufferedOutputStream(to)) {
      messages = Export.run(url, target.secret(), application, out);
    }
    System.err.println(messages + " messages exported");
    return 0;
  }

  private static OutputStream opened(Path part, Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new Mistake(file + " is a directory: give the name of a file");
    }
    var out = Files.newOutputStream(part);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
  }
}
