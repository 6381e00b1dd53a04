package plaza.server.control;

import java.util.function.Consumer;

/// The commands of a running server for its own machine.
public interface Control {
  /// @param words the command's name and what belongs to it
  /// @param progress receives the progress
  /// @return the output of the command
  /// @throws Refusal it can't be done, and why
  String run(String words, Consumer<String> progress);

  /// Why a command is not carried out.
  final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Refusal(String why) {
      super(why, null, false, false);
    }
  }
}
