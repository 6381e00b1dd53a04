package plaza.edge.http;

/// The sending side of a connection that stays open. All calls belong on its [#loop]. Sending never
/// waits: what the client does not take yet waits in memory, and [#full] says so.
public sealed interface LiveConnection permits OpenChannel {
  Loop loop();

  /// Puts what was sent on the wire.
  void flush();

  /// Whether so much waits that the caller shall send no more until [#onDrain].
  boolean full();

  /// Has `then` called once, when most of what waited was taken. Several may wait.
  void onDrain(Runnable then);

  /// Has `then` called once the connection is closed, by whomever. Several may wait.
  void onClose(Runnable then);

  /// A heartbeat, so that no proxy takes the connection for dead. One that shows none itself is
  /// cut.
  void beat();

  /// Ends in good order, behind what waits.
  void end(Ending why);

  /// Cuts the connection; what waits is thrown away.
  void cut();

  /// Why a connection is ended.
  enum Ending {
    /// The server stops; another one, or it itself, will be there soon.
    RESTART,
    /// The client may not go on: its key was revoked, or its application deleted.
    REFUSED,
    /// What the client watched is gone.
    GONE,
    /// The client sent bytes where text frames only.
    UNREADABLE,
    /// The client sent more at once than is taken.
    TOO_LONG,
    /// The client sent text that is not UTF-8.
    NO_TEXT,
    /// The client broke the rules of the protocol.
    PROTOCOL,
    /// The client wants to end.
    ASKED
  }
}
