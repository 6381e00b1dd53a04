package plaza.core.link;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import plaza.core.tenant.Settings;

/// Generates the codes of one partition in one batch: those of every n-th number, each once.
final class Numbers {
  private final LinkStore.Rows rows;
  private final Codes codes;
  private final int partition;
  private final int partitions;
  private final Map<Settings.LinkCodes, Long> given = new EnumMap<>(Settings.LinkCodes.class);

  Numbers(LinkStore.Rows rows, Codes codes, int partition, int partitions) {
    this.rows = rows;
    this.codes = codes;
    this.partition = partition;
    this.partitions = partitions;
  }

  /// The codes that come next, at most `count`: fewer at the end, then none.
  List<Code> next(Settings.LinkCodes kind, int count) {
    return codes.codes(kind, partition, partitions, given(kind), count);
  }

  /// The first of those that come next is given out, or can't be.
  void pass(Settings.LinkCodes kind) {
    given.put(kind, given(kind) + 1);
  }

  private long given(Settings.LinkCodes kind) {
    return given.computeIfAbsent(kind, rows::given);
  }

  void flush() {
    given.forEach(rows::setGiven);
  }
}
