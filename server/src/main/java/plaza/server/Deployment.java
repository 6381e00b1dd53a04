package plaza.server;

import java.nio.file.Path;

/// Where Plaza keeps what it keeps. Chosen once, here.
public sealed interface Deployment {
  /// Everything in one process and one directory.
  record Embedded(Path directory) implements Deployment {}
}
