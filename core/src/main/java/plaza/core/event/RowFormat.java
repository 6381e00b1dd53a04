package plaza.core.event;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// How one kind of value is stored as bytes in a row, in every version that was ever written:
///
/// | bytes | |
/// |---|---|
/// | 4 | the mark, `FF FF 7F 7F` |
/// | 1 | the version, 2 or higher |
/// | rest | the value, as this version has it |
///
/// Values of version 1 have neither mark nor version. No value of theirs begins with the mark and a
/// version, and a program that knows version 1 alone refuses what does: it reads the mark as a
/// count, a limit or a code that is impossible.
///
/// A version's bytes never change their meaning. A changed layout is a new version: one more
/// reader at the end of the list, and a golden file.
///
/// @param <T> the value
public final class RowFormat<T> {
  private static final byte[] MARK = {(byte) 0xFF, (byte) 0xFF, 0x7F, 0x7F};

  /// The version of values that were written before there was a mark.
  private static final int UNMARKED = 1;

  /// One byte has the version.
  private static final int VERSIONS_MAX = 127;

  private final String name;
  private final BiConsumer<EventWriter, T> writer;
  private final List<Function<EventReader, T>> readers;

  /// @param name of the golden files
  /// @param writer writes the newest version
  /// @param readers one for each version, from 1 on
  public RowFormat(
      String name, BiConsumer<EventWriter, T> writer, List<Function<EventReader, T>> readers) {
    if (readers.size() <= UNMARKED || readers.size() > VERSIONS_MAX) {
      throw new IllegalArgumentException(
          "2 to " + VERSIONS_MAX + " versions, not " + readers.size());
    }
    this.name = name;
    this.writer = writer;
    this.readers = List.copyOf(readers);
  }

  public String name() {
    return name;
  }

  /// The version that is written.
  public int version() {
    return readers.size();
  }

  public byte[] write(T value) {
    var out = new EventWriter().raw(MARK).number(version());
    writer.accept(out, value);
    return out.toBytes();
  }

  /// Reads a value of any version.
  ///
  /// @throws EventReader.MalformedException the bytes are damaged, or of a newer version
  /// @throws IllegalArgumentException they say something that no value may be
  public T read(byte[] bytes) {
    var in = new EventReader(bytes);
    var version = begin(in);
    var value = readers.get(version - 1).apply(in);
    if (version > UNMARKED && in.remaining() > 0) {
      throw new EventReader.MalformedException(in.remaining() + " bytes behind the value");
    }
    return value;
  }

  /// Passes over mark and version, for those who read the beginning of a value alone.
  ///
  /// @return the version of the value that follows
  /// @throws EventReader.MalformedException it is newer than this program
  public int begin(EventReader in) {
    if (!in.passedOver(MARK)) {
      return UNMARKED;
    }
    var version = in.number();
    if (version <= UNMARKED || version > version()) {
      throw new EventReader.MalformedException("a value of version " + version
          + " (a newer Plaza may have written it; this one reads 1 to " + version() + ")");
    }
    return (int) version;
  }
}
