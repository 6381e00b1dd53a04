package plaza.server;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `plaza backup DIRECTORY`: copies a data directory while its server serves.
@Command(
    name = "backup",
    description =
        "Copies a data directory, while its server is running, to a directory that a server can be started on. To restore, copy it back. The search index is not included: the first start builds it.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIRECTORY",
      description = "The directory to write; must be empty or missing")
  private Path directory = Path.of("");

  @Mixin
  private OnDirectory from = new OnDirectory();

  @Override
  public Integer call() throws InterruptedException {
    var made = from.run(ServerControl.backup(directory.toAbsolutePath()));
    System.out.println("backup: " + made + "; check it with: plaza doctor --data " + directory);
    return 0;
  }
}
