package plaza.server;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/// A file that a command writes: one of its name is whole. It is gzip when its name ends so.
final class WholeFile {
  private WholeFile() {}

  /// What is written, and the command's exit code.
  interface Work {
    int to(OutputStream out) throws Exception;
  }

  static int write(Path file, Work work) throws Exception {
    if (Files.isDirectory(file)) {
      throw new UserError(file + " is a directory: name a file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe, or another kind of way out.
      return write(file, file, work);
    }
    var part = file.resolveSibling(file.getFileName() + ".part");
    try {
      var code = write(part, file, work);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return code;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static int write(Path part, Path file, Work work) throws Exception {
    try (var out = new BufferedOutputStream(opened(part, file))) {
      return work.to(out);
    }
  }

  private static OutputStream opened(Path part, Path file) throws IOException {
    var out = Files.newOutputStream(part);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
  }
}
