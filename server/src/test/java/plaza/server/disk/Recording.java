package plaza.server.disk;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The calls of a process, in their order, as `strace` has written them down.
public final class Recording {
  private static final Pattern LINE =
      Pattern.compile("(\\d+) +(\\d+\\.\\d{6}) (?:<\\.\\.\\. \\w+ resumed>(.*)|(\\w+)(\\(.*))");
  private static final String UNFINISHED = " <unfinished ...>";
  private static final Pattern RESULT = Pattern.compile("\\) += (-?\\d+).*");
  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"(\\.\\.\\.)?");
  private static final Pattern OPEN_FILE = Pattern.compile("\\((\\d+)<([^>]*)>.*");
  private static final Pattern LAST_NUMBERS = Pattern.compile(", (\\d+)(?:, (\\d+))?$");

  /// What changes files and is not understood here: a recording with it would be wrong.
  private static final Set<String> FOREIGN =
      Set.of("writev", "pwritev", "fallocate", "msync", "sync_file_range", "copy_file_range");

  private static final int DATA_MAX = 64 << 20;

  private final Path directory;
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, String> unfinished = new HashMap<>();
  private final Map<String, Long> syncing = new HashMap<>();
  private final Map<Integer, Long> places = new HashMap<>();
  private long syncs;

  private Recording(Path directory) {
    this.directory = directory;
  }

  /// What to start a process under, so that its calls are written to `file`.
  public static List<String> under(Path file) {
    return List.of(
        "strace",
        "-D",
        "-f",
        "-q",
        "--seccomp-bpf",
        "-ttt",
        "-y",
        "-xx",
        "-s",
        Integer.toString(DATA_MAX),
        "-o",
        file.toString(),
        "-e",
        "trace=openat,mkdir,rename,unlink,pwrite64,write,ftruncate,fsync,fdatasync,"
            + String.join(",", FOREIGN));
  }

  /// The calls on files below `directory`, of one process after the other.
  public static List<Call> of(Path directory, List<Path> files) throws IOException {
    var recording = new Recording(directory);
    for (var file : files) {
      recording.unfinished.clear();
      recording.syncing.clear();
      recording.places.clear();
      try (var lines = Files.lines(file)) {
        lines.forEach(recording::take);
      }
    }
    return recording.calls;
  }

  private void take(String line) {
    var match = LINE.matcher(line);
    if (!match.matches()) {
      return;
    }
    var thread = match.group(1);
    var at = new BigDecimal(match.group(2)).movePointRight(6).longValueExact();
    if (match.group(4) == null) {
      var begun = unfinished.remove(thread);
      if (begun != null) {
        take(thread, at, begun + match.group(3));
      }
      return;
    }
    var call = match.group(4) + match.group(5);
    if (call.endsWith(UNFINISHED)) {
      var begun = call.substring(0, call.length() - UNFINISHED.length());
      unfinished.put(thread, begun);
      syncOf(begun).ifPresent(file -> begin(thread, at, file));
    } else {
      take(thread, at, call);
    }
  }

  private static boolean isSync(String name) {
    return name.equals("fsync") || name.equals("fdatasync");
  }

  private Optional<Path> syncOf(String call) {
    var name = call.substring(0, call.indexOf('('));
    return isSync(name) ? fileOf(call) : Optional.empty();
  }

  private void begin(String thread, long at, Path file) {
    syncs++;
    syncing.put(thread, syncs);
    calls.add(new Call(at, new Call.SyncBegins(file, syncs)));
  }

  /// A whole call, `name(arguments) = result`.
  private void take(String thread, long at, String call) {
    var arguments = call.substring(0, Math.max(0, call.lastIndexOf(") ")));
    var result = RESULT.matcher(call.substring(arguments.length()));
    if (!result.matches() || Long.parseLong(result.group(1)) < 0) {
      return;
    }
    var name = call.substring(0, call.indexOf('('));
    var returned = Long.parseLong(result.group(1));
    switch (name) {
      case "openat" -> open(at, arguments, (int) returned);
      case "mkdir" ->
        path(arguments, 0).ifPresent(file -> calls.add(new Call(at, new Call.MakeDirectory(file))));
      case "unlink" ->
        path(arguments, 0).ifPresent(file -> calls.add(new Call(at, new Call.Unlink(file))));
      case "rename" ->
        path(arguments, 0)
            .ifPresent(from ->
                calls.add(new Call(at, new Call.Rename(from, path(arguments, 1).orElseThrow()))));
      case "write", "pwrite64" -> write(at, name, arguments, (int) returned);
      case "ftruncate" ->
        fileOf(arguments)
            .ifPresent(file ->
                calls.add(new Call(at, new Call.Truncate(file, lastNumbers(arguments)[0]))));
      case "fsync", "fdatasync" -> fileOf(arguments).ifPresent(file -> synced(thread, at, file));
      default ->
        fileOf(arguments).ifPresent(file -> {
          throw new IllegalStateException(name + " of " + file + " is not understood");
        });
    }
  }

  private void synced(String thread, long at, Path file) {
    if (!syncing.containsKey(thread)) {
      begin(thread, at, file);
    }
    var id = syncing.remove(thread);
    calls.add(new Call(at, new Call.SyncEnds(file, id == null ? 0 : id)));
  }

  private void open(long at, String arguments, int descriptor) {
    places.put(descriptor, 0L);
    if (arguments.contains("O_CREAT") || arguments.contains("O_TRUNC")) {
      path(arguments, 0)
          .ifPresent(file ->
              calls.add(new Call(at, new Call.Create(file, arguments.contains("O_TRUNC")))));
    }
  }

  private void write(long at, String name, String arguments, int written) {
    var file = fileOf(arguments);
    if (file.isEmpty()) {
      return;
    }
    var descriptor = Integer.parseInt(openFile(arguments).orElseThrow().group(1));
    var numbers = lastNumbers(arguments);
    var place = name.equals("pwrite64") ? numbers[1] : places.getOrDefault(descriptor, 0L);
    var bytes = texts(arguments).getFirst();
    if (written != bytes.length) {
      throw new IllegalStateException("wrote " + written + " of " + bytes.length);
    }
    if (name.equals("write")) {
      places.put(descriptor, place + written);
    }
    calls.add(new Call(at, new Call.Write(file.get(), place, bytes)));
  }

  private static long[] lastNumbers(String arguments) {
    var match = LAST_NUMBERS.matcher(arguments);
    if (!match.find()) {
      throw new IllegalStateException("no numbers");
    }
    var second = match.group(2);
    return new long[] {Long.parseLong(match.group(1)), second == null ? 0 : Long.parseLong(second)};
  }

  private static Optional<MatchResult> openFile(String call) {
    var match =
        OPEN_FILE.matcher(call.substring(call.indexOf('('), Math.min(call.length(), 2_000)));
    return match.matches() ? Optional.of(match.toMatchResult()) : Optional.empty();
  }

  private Optional<Path> fileOf(String call) {
    return openFile(call).flatMap(match -> within(bytesOf(match.group(2))));
  }

  private Optional<Path> path(String arguments, int nth) {
    var texts = texts(arguments);
    return nth < texts.size() ? within(texts.get(nth)) : Optional.empty();
  }

  private Optional<Path> within(byte[] path) {
    var file = new String(path, java.nio.charset.StandardCharsets.UTF_8);
    return Optional.of(file)
        .filter(name -> name.startsWith("/"))
        .map(Path::of)
        .filter(found -> found.startsWith(directory))
        .map(directory::relativize)
        .filter(Recording::isData);
  }

  /// Memory shared by the readers of SQLite, the lock and the socket are nothing that a start
  /// needs.
  private static boolean isData(Path file) {
    return !file.toString().endsWith("-shm")
        && !file.equals(Path.of("lock"))
        && !file.equals(Path.of("control"));
  }

  private static List<byte[]> texts(String arguments) {
    var texts = new ArrayList<byte[]>();
    var match = TEXT.matcher(arguments);
    while (match.find()) {
      if (match.group(2) != null) {
        throw new IllegalStateException("a text was cut short");
      }
      texts.add(bytesOf(match.group(1)));
    }
    return texts;
  }

  private static byte[] bytesOf(String escaped) {
    return HexFormat.of().parseHex(escaped.replace("\\x", ""));
  }
}
