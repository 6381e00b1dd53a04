package plaza.edge.operations;

import java.util.List;

/// How the parts of the server are, for whoever asks whether it is ready.
@FunctionalInterface
public interface Health {
  /// @param trouble what is wrong with it; empty when nothing is
  record Part(String name, String trouble) {
    public boolean well() {
      return trouble.isEmpty();
    }
  }

  List<Part> parts();
}
