package plaza.core.port;

/// Broadcasts between the nodes of a cluster, at once and without guarantees: messages may be
/// lost, so no receiver may depend on them. Receivers detect lost messages by positions.
///
/// - Order: what one node says about one subject arrives in the order in which it was said, if it
///   arrives.
/// - A node does not receive its own messages.
/// - Speed: [#broadcast] does not wait.
/// - Limit: a message has at most [#BYTES_MAX] bytes.
public interface ClusterBus extends AutoCloseable {
  /// The most bytes that a message has.
  int BYTES_MAX = 512 << 10;

  /// Receives what other nodes say. Called on a thread of the engine: it must return quickly.
  interface Listener {
    void received(byte[] message);

    /// Messages may have been lost.
    void lost();
  }

  void broadcast(byte[] message);

  /// Delivers the other nodes' messages to `listener` from now on. To be called once.
  void listen(Listener listener);

  @Override
  void close();
}
