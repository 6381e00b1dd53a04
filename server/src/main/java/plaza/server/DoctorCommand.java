package plaza.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import plaza.server.config.ClusterConfig;
import plaza.server.doctor.ClusterDoctor;
import plaza.server.doctor.Doctor;
import plaza.server.doctor.Findings;
import plaza.server.report.CountProgress;

/// `plaza doctor`: holds log, store and index of a stopped server against each other.
@Command(
    name = "doctor",
    description =
        "Checks the data directory of a stopped server: every event, number and count, and that log, store and search index agree. With --cluster, checks the engines of a cluster instead, whether its nodes are running or not.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      defaultValue = "${env:PLAZA_DATA:-data}",
      description = "The data directory (default: PLAZA_DATA in the environment, or ./data)")
  private Path data = Path.of("data");

  @Option(
      names = "--cluster",
      paramLabel = "FILE",
      description = "The file that names a cluster's engines")
  private Optional<Path> cluster = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    var findings = new Findings(System.out::println);
    if (cluster.isPresent()) {
      new ClusterDoctor(ClusterConfig.read(cluster.get()), new SecureRandom()).examine(findings);
    } else {
      examineDirectory(findings);
    }
    findings.finish();
    System.out.println(
        findings.count() == 0
            ? "All is well."
            : "Something is wrong: " + findings.count() + " findings, marked with !");
    return findings.count() == 0 ? 0 : 1;
  }

  private void examineDirectory(Findings findings) throws InterruptedException {
    new DataFiles(data).requireStoreAndLog();
    try (var engines = Engines.of(new Deployment.Embedded(data));
        var progress = new CountProgress("Examining", "messages")) {
      var doctor = new Doctor(
          engines.ports().log(),
          engines.ports().store(),
          engines.ports().rows().tenants(),
          engines.ports().rows().chats(),
          engines.ports().index(),
          engines.upkeep()::logProblems,
          engines.upkeep()::storeProblems,
          engines.upkeep()::indexProblems,
          engines.upkeep()::audit);
      doctor.examine(findings, progress::add);
    }
  }
}
