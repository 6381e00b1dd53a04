package plaza.core.port;

/// Words between the nodes of a cluster, at once and without any promise: what one says may be
/// lost, and nobody may need it. Anyone who listens finds out by positions what he did not hear.
///
/// - Order: what one node says about one subject arrives in the order in which it was said, if it
///   arrives.
/// - Nobody hears himself.
/// - Speed: [#say] does not wait for anybody.
/// - Limit: a message has at most [#BYTES_MAX] bytes.
public interface ClusterBus extends AutoCloseable {
  /// The most bytes that a message has.
  int BYTES_MAX = 512 << 10;

  /// Receives what other nodes say. Called on a thread of the engine: it must return quickly.
  interface Listener {
    void heard(byte[] message);

    /// Messages may have been lost, nobody knows which.
    void lost();
  }

  void say(byte[] message);

  /// Has `listener` told from now on what the others say. To be called once.
  void listen(Listener listener);

  @Override
  void close();
}
