package plaza.core.pipeline;

import java.time.Duration;

/// Observes the pipeline, on its worker threads: it must be quick.
public interface PipelineObserver {
  /// Observes nothing.
  PipelineObserver NONE = new PipelineObserver() {
    @Override
    public void took(Stage stage, int events, Duration time) {}

    @Override
    public void unreadable(int partition, long offset) {}

    @Override
    public void stopped(int partition, String why) {}
  };

  /// A step of the road that is taken for many events at once.
  enum Stage {
    /// A group was stored in the log.
    APPEND,
    /// A batch was applied and committed.
    APPLY,
    /// A batch was announced to its receivers.
    ANNOUNCE
  }

  void took(Stage stage, int events, Duration time);

  /// An event of the log could not be read and was passed over; its bytes are kept.
  void unreadable(int partition, long offset);

  /// A partition stopped, and does not recover automatically.
  void stopped(int partition, String why);
}
