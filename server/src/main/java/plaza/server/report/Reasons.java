package plaza.server.report;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// Why something failed, for people: the system's exceptions often say no more than a file's name.
public final class Reasons {
  private Reasons() {}

  /// The reason why a file can't be read; names the file once.
  ///
  /// @param what the file is, for example "the cluster's file"
  public static String unreadable(String what, Path file, Exception failure) {
    var named = failure instanceof FileSystemException ? "" : " " + file;
    return what + named + " can't be read: " + of(failure);
  }

  public static String of(Throwable failure) {
    return switch (failure) {
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case FileAlreadyExistsException e -> e.getFile() + " is there already, as a file";
      case NoSuchFileException e -> e.getFile() + " is not there";
      case DirectoryNotEmptyException e -> e.getFile() + " is a directory with something in it";
      case NotDirectoryException e -> e.getFile() + " is no directory";
      case FileSystemException e ->
        e.getFile() + (e.getReason() == null ? " can't be used" : ": " + e.getReason());
      case UncheckedIOException e
      when e.getCause() != null -> e.getMessage() + ": " + of(e.getCause());
      default ->
        failure.getMessage() == null
            ? failure.getClass().getSimpleName()
            : String.valueOf(failure.getMessage());
    };
  }
}
