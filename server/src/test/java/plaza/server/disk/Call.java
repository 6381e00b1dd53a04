package plaza.server.disk;

import java.nio.file.Path;

/// A system call that changes files of a data directory, or syncs them. Paths are relative to the
/// directory.
///
/// @param at when it began, or, if another thread's call came in between, when it came back
public record Call(long at, Change change) {
  /// Whether it is the end of a sync of this file.
  public boolean syncs(Path wanted) {
    return change instanceof SyncEnds(var file, var _) && file.equals(wanted);
  }

  /// What a call does.
  sealed interface Change {}

  /// @param anew whether what was there is thrown away
  record Create(Path file, boolean anew) implements Change {}

  record MakeDirectory(Path directory) implements Change {}

  record Rename(Path from, Path to) implements Change {}

  record Unlink(Path file) implements Change {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Write(Path file, long offset, byte[] bytes) implements Change {}

  record Truncate(Path file, long size) implements Change {}

  /// A sync begins: what comes in while it is under way may not be covered.
  record SyncBegins(Path file, long id) implements Change {}

  record SyncEnds(Path file, long id) implements Change {}
}
