package plaza.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The files of a data directory.
record DataFiles(Path directory) {
  /// Creates the directory if it is missing, readable for its owner only.
  void makeDirectory() throws IOException {
    makePrivately(directory);
  }

  private static void makePrivately(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /// Makes what the engines would make for everybody to read.
  void makeFiles() throws IOException {
    privately(log());
    privately(store());
    makePrivately(index());
  }

  /// Makes an empty file, when there is none, that its owner alone can read: engines take one that
  /// is empty for a new one.
  Path privately(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return file;
  }

  /// A command that only looks must not make what is missing.
  ///
  /// @throws Mistake store or log is not there
  void requireStoreAndLog() {
    requireStore();
    if (!Files.exists(log())) {
      throw new UserError("no log in " + directory + ": put " + log().getFileName()
          + " back; if it is lost, continue from the store with plaza log accept-loss");
    }
  }

  /// @throws Mistake the store is not there
  void requireStore() {
    if (!Files.exists(store())) {
      throw new UserError("no store in " + directory + ": is it a data directory?");
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
