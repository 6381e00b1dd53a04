package plaza.server.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A disk that has taken in some calls, and what can be on it when the power goes: all that was
/// synced, and of the rest whatever chance leaves, down to single sectors. Names of files survive
/// in their order, as file systems with a journal keep them: those that were synced, and perhaps
/// some more.
public final class Disk {
  private static final int SECTOR = 512;

  /// A file: what was written to it, in order, and how much of that is synced.
  private static final class Node {
    private final List<Call.Change> changes = new ArrayList<>();
    private int synced;
  }

  /// A directory: its names as they changed, and how many of the changes are synced.
  private static final class Names {
    private final List<Map<Path, Node>> states = new ArrayList<>(List.of(Map.of()));
    private int synced;

    Map<Path, Node> now() {
      return states.getLast();
    }

    void change(java.util.function.Consumer<Map<Path, Node>> change) {
      var next = new LinkedHashMap<>(now());
      change.accept(next);
      states.add(next);
    }
  }

  private final Map<Path, Names> directories = new LinkedHashMap<>();
  private final Map<Long, Runnable> syncing = new HashMap<>();

  public Disk() {
    directories.put(Path.of(""), new Names());
  }

  /// What becomes of what was not synced.
  public enum Rest {
    /// All of it is gone.
    LOST,
    /// All of it is there, as after a crash of the process.
    KEPT,
    /// Some of it is there.
    TORN
  }

  public void take(Call call) {
    switch (call.change()) {
      case Call.MakeDirectory(var directory) -> directories.put(directory, new Names());
      case Call.Create(var file, var anew) -> {
        if (!names(file).now().containsKey(file)) {
          names(file).change(names -> names.put(file, new Node()));
        }
        if (anew) {
          node(file).changes.add(new Call.Truncate(file, 0));
        }
      }
      case Call.Rename(var from, var to) ->
        names(from).change(names -> names.put(to, remove(names, from)));
      case Call.Unlink(var file) -> {
        if (names(file).now().containsKey(file)) {
          names(file).change(names -> remove(names, file));
        }
      }
      case Call.Write(var file, var _, var _) -> node(file).changes.add(call.change());
      case Call.Truncate(var file, var _) -> node(file).changes.add(call.change());
      case Call.SyncBegins(var file, var id) -> syncing.put(id, syncOf(file));
      case Call.SyncEnds(var _, var id) -> {
        var sync = syncing.remove(id);
        if (sync != null) {
          sync.run();
        }
      }
    }
  }

  private static Node remove(Map<Path, Node> names, Path file) {
    var node = names.remove(file);
    if (node == null) {
      throw new IllegalStateException("no file " + file);
    }
    return node;
  }

  private Names names(Path file) {
    var parent = file.getParent();
    var names = directories.get(parent == null ? Path.of("") : parent);
    if (names == null) {
      throw new IllegalStateException("no directory of " + file);
    }
    return names;
  }

  private Node node(Path file) {
    var node = names(file).now().get(file);
    if (node == null) {
      throw new IllegalStateException("no file " + file);
    }
    return node;
  }

  /// Covers what has come in so far.
  private Runnable syncOf(Path file) {
    var directory = directories.get(file);
    if (directory != null) {
      var covered = directory.states.size() - 1;
      return () -> directory.synced = Math.max(directory.synced, covered);
    }
    var node = node(file);
    var covered = node.changes.size();
    return () -> node.synced = Math.max(node.synced, covered);
  }

  /// Writes what is on the disk, if the power goes now, into an empty directory.
  public void writeTo(Path target, Rest rest, RandomGenerator random) throws IOException {
    for (var entry : directories.entrySet()) {
      Files.createDirectories(target.resolve(entry.getKey()));
      var names = entry.getValue();
      var last = names.states.size() - 1;
      var survived = switch (rest) {
        case LOST -> names.synced;
        case KEPT -> last;
        case TORN -> random.nextInt(names.synced, last + 1);
      };
      for (var named : names.states.get(survived).entrySet()) {
        write(target.resolve(named.getKey()), named.getValue(), rest, random);
      }
    }
  }

  private static void write(Path file, Node node, Rest rest, RandomGenerator random)
      throws IOException {
    try (var out = new RandomAccessFile(file.toFile(), "rw")) {
      for (int i = 0; i < node.changes.size(); i++) {
        var whole = i < node.synced || rest == Rest.KEPT;
        if (whole || rest == Rest.TORN) {
          write(out, node.changes.get(i), whole, random);
        }
      }
    }
  }

  private static void write(
      RandomAccessFile out, Call.Change change, boolean whole, RandomGenerator random)
      throws IOException {
    if (change instanceof Call.Truncate(var _, var size) && (whole || random.nextBoolean())) {
      out.setLength(size);
    }
    if (change instanceof Call.Write(var _, var offset, var bytes)) {
      if (whole || random.nextBoolean()) {
        out.seek(offset);
        out.write(bytes);
      } else if (random.nextBoolean()) {
        writeSectors(out, offset, bytes, random);
      }
    }
  }

  private static void writeSectors(
      RandomAccessFile out, long offset, byte[] bytes, RandomGenerator random) throws IOException {
    for (int from = 0; from < bytes.length; ) {
      var to = (int) Math.min(bytes.length, from + SECTOR - (offset + from) % SECTOR);
      if (random.nextBoolean()) {
        out.seek(offset + from);
        out.write(bytes, from, to - from);
      }
      from = to;
    }
  }
}
