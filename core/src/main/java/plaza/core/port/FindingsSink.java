package plaza.core.port;

/// Takes down what somebody finds who looks at an engine.
public interface FindingsSink {
  /// Something is as it should be, or may be.
  void saw(String line);

  /// Something is wrong; the line says what to do about it.
  void trouble(String line);
}
