package plaza.edge.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What is under way: so many requests, and so many bytes of their bodies and answers. A server
/// that takes in more than its memory holds fails all its clients instead of a few.
final class Load {
  /// What a request is counted with for an answer that is not there yet.
  static final long ANSWER_BYTES = 16 << 10;

  /// A byte of a body becomes several of parsed fields and of the event that is made of them.
  static final int BODY_WEIGHT = 4;

  private final int requestsMax;
  private final long bytesMax;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  Load(int requestsMax, long bytesMax) {
    this.requestsMax = requestsMax;
    this.bytesMax = bytesMax;
  }

  /// Whether another request may begin.
  boolean hasRoom() {
    return requests.get() < requestsMax && bytes.get() + ANSWER_BYTES <= bytesMax;
  }

  /// How many requests are being read and answered.
  int requests() {
    return requests.get();
  }

  Share begin() {
    requests.incrementAndGet();
    return new Share();
  }

  /// What one request holds.
  final class Share {
    private long held;
    private boolean answered;

    private Share() {
      hold(ANSWER_BYTES);
    }

    private synchronized void hold(long more) {
      held += more;
      bytes.addAndGet(more);
    }

    /// Takes room for bytes of the body; whether there is any. A request that is alone always has
    /// room. What is not needed any more is given back by [#answered].
    synchronized boolean take(long more) {
      var weight = more * BODY_WEIGHT;
      if (bytes.get() + weight > bytesMax && bytes.get() > held) {
        return false;
      }
      hold(weight);
      return true;
    }

    /// The request is answered, or given up: it holds no more than what is still to be sent.
    synchronized void answered(long toSend) {
      if (!answered) {
        answered = true;
        requests.decrementAndGet();
        hold(toSend - held);
      }
    }

    /// Everything is sent, or the client is gone.
    synchronized void sent() {
      answered(0);
      hold(-held);
    }
  }
}
