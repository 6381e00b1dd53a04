package plaza.bench.row;

import java.io.IOException;
import plaza.bench.Setup;
import plaza.bench.report.Results;

/// Something that is measured, under one name on the command line.
public interface Row {
  String name();

  /// One sentence for `--help`.
  String about();

  void run(Setup setup, Results results) throws IOException, InterruptedException;
}
