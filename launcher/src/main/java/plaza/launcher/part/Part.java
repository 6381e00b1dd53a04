package plaza.launcher.part;

import java.nio.file.Path;
import java.util.List;

/// A part of a cluster: an engine, a node or the balancer. It says how it is started, and leaves to
/// others when it is, and for how long it lives.
public interface Part {
  /// Runs a command to its end, which must be a good one.
  @FunctionalInterface
  interface Runner {
    /// @param output where the command writes what it says
    void run(Path output, List<String> command);
  }

  /// Its name, which is its folder's too.
  String name();

  /// Where it keeps all that it has.
  Path directory();

  /// Where it is found, for people.
  String address();

  /// The ports of the loopback that it listens on; the first is the one that it answers on.
  List<Integer> ports();

  /// Makes what it needs to start: its configuration, its files. What is there stays.
  void prepare(Runner runner);

  /// The program, with its arguments; to be started in its directory.
  List<String> command();

  /// Whether it does what it is there for; asks for a few seconds at most. Whose answer it was,
  /// this does not say.
  boolean answers();

  /// What is done, each time, after it has begun to answer.
  default void join(Runner runner) {}
}
