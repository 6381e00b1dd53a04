package plaza.bench.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Many connections that listen, on one thread. What arrives is not parsed: the messages of the
/// bench hold a mark once, and marks are counted. So the same client serves every server and
/// protocol, and costs a system call a read and little else.
public final class Listeners implements AutoCloseable {
  /// In each message once, and in nothing else that a server sends.
  public static final char MARK = '~';

  private static final int READ_BYTES = 64 << 10;
  private static final int HEAD_BYTES = 100;
  private static final Duration OPEN_MAX = Duration.ofSeconds(60);
  private static final Duration PONG = Duration.ofSeconds(5);

  private final Selector selector;
  private final List<Listener> all = new ArrayList<>();
  private final Opening opening;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
  private final byte[] bytes = new byte[READ_BYTES];
  private final Thread thread = new Thread(this::run, "listeners");
  private final Object lock = new Object();
  private long marks;
  private long open;
  private long lost;
  private long nextPong = System.nanoTime() + PONG.toNanos();

  private Listeners(Opening opening) throws IOException {
    this.opening = opening;
    this.selector = Selector.open();
  }

  /// How a connection becomes one that listens.
  ///
  /// @param request what it sends first
  /// @param then what it sends once it is answered; may be empty
  /// @param pong what it sends every few seconds to be taken for alive; may be empty
  public record Opening(String request, String then, String pong) {
    private static final char TEXT = 0x81;
    private static final char PONG_FRAME = 0x8A;
    private static final char MASKED = 0x80;

    /// A stream of events.
    public static Opening events(String path) {
      return get(path, "Accept: text/event-stream\r\n", "", "");
    }

    /// A connection that is kept and asks for nothing more.
    public static Opening idle(String path) {
      return get(path, "", "", "");
    }

    /// @param subscribe what is sent first in a text frame; may be empty
    public static Opening socket(String path, String subscribe) {
      var upgrade = """
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          """;
      var frame = subscribe.isEmpty() ? "" : frame(TEXT, subscribe);
      return get(path, upgrade, frame, frame(PONG_FRAME, ""));
    }

    private static Opening get(String path, String headers, String then, String pong) {
      var request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n";
      return new Opening(request, then, pong);
    }

    /// A short frame under a mask of zeros, which leaves the text as it is.
    private static String frame(char kind, String text) {
      return kind + "" + (char) (MASKED | text.length()) + "\0\0\0\0" + text;
    }
  }

  private static final class Listener {
    private final SocketChannel channel;
    private boolean open;

    Listener(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /// Opens so many, one after the other, and waits until each is answered.
  public static Listeners open(URI server, int count, Opening opening)
      throws IOException, InterruptedException {
    var listeners = new Listeners(opening);
    listeners.thread.setDaemon(true);
    listeners.thread.start();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
    for (int i = 0; i < count; i++) {
      var channel = SocketChannel.open(address);
      channel.configureBlocking(false);
      channel.write(bytes(opening.request()));
      var listener = new Listener(channel);
      synchronized (listeners.lock) {
        listeners.all.add(listener);
      }
      channel.register(listeners.selector, SelectionKey.OP_READ, listener);
      listeners.selector.wakeup();
      listeners.await(() -> listeners.open > listeners.all.size() - 200, OPEN_MAX);
    }
    listeners.await(() -> listeners.open == count, OPEN_MAX);
    return listeners;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Condition condition, Duration atMost)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + atMost.toNanos();
    synchronized (lock) {
      while (!condition.holds()) {
        var left = deadline - System.nanoTime();
        if (lost > 0 || left <= 0) {
          throw new IOException(
              open + " listeners are open, " + lost + " were lost, " + marks + " messages came");
        }
        TimeUnit.NANOSECONDS.timedWait(lock, left);
      }
    }
  }

  /// How many messages have come, all listeners together.
  public long received() {
    synchronized (lock) {
      return marks;
    }
  }

  /// Waits until so many messages have come.
  public void awaitReceived(long count, Duration atMost) throws IOException, InterruptedException {
    await(() -> marks >= count, atMost);
  }

  private void run() {
    try {
      while (true) {
        selector.select(this::read, PONG.toMillis());
        if (System.nanoTime() > nextPong) {
          pong();
        }
      }
    } catch (IOException | java.nio.channels.ClosedSelectorException e) {
      // Closed.
    }
  }

  private void read(SelectionKey key) {
    var listener = (Listener) key.attachment();
    try {
      buffer.clear();
      var count = listener.channel.read(buffer);
      if (count < 0) {
        throw new IOException("the server has closed a connection");
      }
      var found = marks(count);
      synchronized (lock) {
        if (!listener.open) {
          requireAccepted(count);
          listener.open = true;
          open++;
          listener.channel.write(bytes(opening.then()));
        }
        marks += found;
        lock.notifyAll();
      }
    } catch (IOException e) {
      key.cancel();
      synchronized (lock) {
        if (lost == 0) {
          System.err.println("  the first listener is lost: " + e.getMessage());
        }
        lost++;
        lock.notifyAll();
      }
    }
  }

  private void requireAccepted(int count) throws IOException {
    var head = new String(bytes, 0, Math.min(count, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    if (!head.startsWith("HTTP/1.1 200") && !head.startsWith("HTTP/1.1 101")) {
      throw new IOException("a listener was answered " + head);
    }
  }

  private int marks(int count) {
    buffer.flip().get(bytes, 0, count);
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (bytes[i] == MARK) {
        found++;
      }
    }
    return found;
  }

  private void pong() throws IOException {
    nextPong = System.nanoTime() + PONG.toNanos();
    if (!opening.pong().isEmpty()) {
      synchronized (lock) {
        for (var listener : all) {
          listener.channel.write(bytes(opening.pong()));
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (var listener : all) {
      listener.channel.close();
    }
  }
}
