package plaza.server;

import java.nio.file.Path;

/// How a deployment copies what it keeps, while it is in use; each copy is of one moment.
interface Copying {
  void store(Path file);

  void log(Path file);
}
