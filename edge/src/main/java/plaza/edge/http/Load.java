package plaza.edge.http;

import java.util.Optional;

/// The load in progress: requests and the bytes of their bodies and answers, limited and shared
/// fairly by clients. A server that takes in more than its memory holds fails all its clients
/// instead of a few. A part of both is reserved for operators.
final class Load {
  /// What a request is counted with for an answer that is not there yet.
  static final long ANSWER_BYTES = 8 << 10;

  /// A byte of a body becomes several of parsed fields and of the event that is made of them.
  static final int BODY_WEIGHT = 4;

  /// Which part of the room is reserved: one in so many.
  static final int RESERVED_PART = 16;

  /// The fewest requests that the reserve has room for.
  static final int RESERVED_REQUESTS_MIN = 16;

  private final Room open;
  private final Room reserved;

  Load(int requestsMax, long bytesMax) {
    var requestsReserved = Math.max(RESERVED_REQUESTS_MIN, requestsMax / RESERVED_PART);
    var bytesReserved =
        Math.max(RESERVED_REQUESTS_MIN * ANSWER_BYTES * 2, bytesMax / RESERVED_PART);
    this.open = new Room(new FairShare(requestsMax), new FairShare(bytesMax));
    this.reserved = new Room(new FairShare(requestsReserved), new FairShare(bytesReserved));
  }

  private record Room(FairShare requests, FairShare bytes) {
    boolean admits(String client) {
      if (!bytes.fits(client, ANSWER_BYTES) || !requests.take(client, 1)) {
        return false;
      }
      bytes.add(client, ANSWER_BYTES);
      return true;
    }
  }

  /// How many requests are being read and answered.
  int requests() {
    return (int) (open.requests.held() + reserved.requests.held());
  }

  /// Begins a request; empty when its client has no room for another one.
  ///
  /// @param client the key that its share is kept under
  /// @param operator whether it may use the reserve
  Optional<Share> begin(String client, boolean operator) {
    if (open.admits(client)) {
      return Optional.of(new Share(open, client));
    }
    return operator && reserved.admits(client)
        ? Optional.of(new Share(reserved, client))
        : Optional.empty();
  }

  /// Counts bytes that wait to be read by a client, beside those of requests; gives them back when
  /// `bytes` is negative.
  ///
  /// @return whether the client's share has room for them; they are counted all the same
  boolean charge(String client, long bytes) {
    var fits = bytes <= 0 || open.bytes.fits(client, bytes);
    open.bytes.add(client, bytes);
    return fits;
  }

  /// What one request holds.
  static final class Share {
    private final Room room;
    private final String client;
    private long held = ANSWER_BYTES;
    private boolean answered;

    private Share(Room room, String client) {
      this.room = room;
      this.client = client;
    }

    private void hold(long more) {
      held += more;
      room.bytes.add(client, more);
    }

    /// Whether [#take] would take so many bytes now: a body that is too long for the room is better
    /// refused before it comes.
    synchronized boolean fits(long more) {
      return room.bytes.fits(client, more * BODY_WEIGHT) || room.bytes.held() <= held;
    }

    /// Takes room for bytes of the body that have come; whether there is any. A request that is
    /// alone always has room. What is not needed any more is given back by [#answered].
    synchronized boolean take(long more) {
      if (!fits(more)) {
        return false;
      }
      hold(more * BODY_WEIGHT);
      return true;
    }

    /// Whether there is room for an answer of so many bytes. A request that is alone always has it.
    synchronized boolean hasRoomForAnswer(long bytes) {
      return bytes <= held || room.bytes.fits(client, bytes - held) || room.bytes.held() <= held;
    }

    /// The request is answered, or given up: it holds no more than what is still to be sent.
    synchronized void answered(long toSend) {
      if (!answered) {
        answered = true;
        room.requests.add(client, -1);
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
