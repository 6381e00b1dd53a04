package plaza.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The files of a data directory.
record DataFiles(Path directory) {
  /// Makes the directory, when it is not there: what people wrote is for nobody else's eyes.
  void makeDirectory() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  Path log() {
    return directory.resolve("log.db");
  }

  Path store() {
    return directory.resolve("plaza.db");
  }

  /// The search index: everything in it can be had again from the store.
  Path index() {
    return directory.resolve("search");
  }

  /// Held by the process that has the directory open.
  Path lock() {
    return directory.resolve("lock");
  }

  /// Where commands on this machine speak to the running server.
  Path control() {
    return directory.resolve("control");
  }
}
