package plaza.core.port;

/// Collects the findings of a check of an engine.
public interface FindingsSink {
  /// Something is as it should be, or may be.
  void saw(String line);

  /// Something is wrong; the line says what to do about it.
  void trouble(String line);
}
