package plaza.bench.row;

import java.io.IOException;
import plaza.bench.Setup;
import plaza.bench.report.Results;

/// Something that is measured, under one name on the command line.
public interface Row {
  String name();

  /// One sentence for `--help`.
  String about();

  /// Whether it needs the engines of a cluster, and is run with them alone.
  default boolean ofCluster() {
    return false;
  }

  void run(Setup setup, Results results) throws IOException, InterruptedException;
}
