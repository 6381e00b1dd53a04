package plaza.core.work;

import java.util.function.Supplier;

/// Runs work that needs a processor rather than an engine. Virtual threads are not time-sliced:
/// work of more than a fraction of a millisecond on them keeps other callers waiting.
public interface Compute {
  /// Up to how many characters of text a call may work through on its own thread: less than a
  /// millisecond.
  int INLINE_LENGTH_MAX = 8_192;

  /// How many characters of text are one piece of work: the application that comes next waits for
  /// one piece.
  int PIECE_LENGTH = 32_768;

  /// Runs work on the thread that asks for it: for tools and tests.
  Compute DIRECT = new Compute() {
    @Override
    public <T> T run(long application, Supplier<T> work) {
      return work.get();
    }
  };

  /// Runs `work` and returns what it returned, or throws what it threw.
  ///
  /// @param application for which it is done: applications take turns
  /// @throws OverloadException too much work of this application waits already; nothing was done
  <T> T run(long application, Supplier<T> work);

  /// [#run], or on the calling thread when the work is about so little text that it is not worth
  /// the way.
  ///
  /// @param length of the text, in characters
  default <T> T run(long application, long length, Supplier<T> work) {
    return length <= INLINE_LENGTH_MAX ? work.get() : run(application, work);
  }
}
