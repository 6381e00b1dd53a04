package plaza.launcher.part;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A node of Plaza.
///
/// @param program the command, up to the arguments of `plaza`
/// @param cluster the file that names the engines
/// @param options of `plaza serve`
public record NodePart(
    String name, Path directory, int port, List<String> program, Path cluster, List<String> options)
    implements Part {
  @Override
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  @Override
  public void prepare(Runner runner) {}

  @Override
  public List<String> command() {
    return Stream.of(
            program,
            List.of("serve", "--cluster", cluster.toString(), "--port", String.valueOf(port)),
            List.of("--trusted-proxy", "127.0.0.1/32"),
            options)
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public boolean answers() {
    return Probe.answers(address() + "/ready");
  }
}
