package plaza.spec.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import plaza.core.tenant.ApplicationId;
import plaza.spec.Http;

/// Clients who write to and read from the chats of an application of their own, until it is over.
final class Load implements AutoCloseable {
  private static final int CLIENTS = 12;
  private static final int CHATS = 6;
  private static final Duration ANSWERS_MAX = Duration.ofMinutes(2);

  /// A change ends within 5 s; a busy machine takes longer to say so. Far less than what ends calls
  /// of its own accord: time-outs of clients and of the balancer.
  private static final Duration GIVEN_UP_MAX = Duration.ofSeconds(20);

  private final Http http;
  private final String application;
  private final Recorder recorder;
  private final Known known;
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> clients = new ArrayList<>();

  /// @param http the balancer
  /// @param application its path
  Load(Http http, String application, ApplicationId id, Recorder recorder) {
    this.http = http;
    this.application = application;
    this.recorder = recorder;
    this.known = new Known(id);
  }

  void begin(long seed) throws InterruptedException {
    var first = client();
    for (int chat = 0; chat < CHATS; chat++) {
      first.ask(known.newChat());
    }
    for (int i = 0; i < CLIENTS; i++) {
      var random = new Random(seed * CLIENTS + i);
      clients.add(threads.submit(() -> {
        client().useUntil(over, random);
        return null;
      }));
    }
  }

  private Client client() {
    return new Client(http, application, known, recorder);
  }

  /// A chat is made while this and that is away.
  void makeChat() throws InterruptedException {
    client().ask(known.newChat());
  }

  /// Lets it go on for this time.
  void goOn(Duration time) throws InterruptedException {
    var _ = over.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Lets it go on until so many calls more were answered.
  void awaitAnswers(int more) {
    var enough = recorder.answers() + more;
    Awaitility.await("answers").atMost(ANSWERS_MAX).until(() -> recorder.answers() >= enough);
  }

  /// Waits until a change ends without an outcome: an engine that hangs must keep nobody waiting.
  void awaitGivenUp() {
    var before = recorder.again();
    Awaitility.await("a change ends while the engine hangs")
        .atMost(GIVEN_UP_MAX)
        .until(() -> recorder.again() > before);
  }

  /// Waits until everybody has his last answer.
  void end() throws InterruptedException, ExecutionException {
    over.countDown();
    for (var client : clients) {
      client.get();
    }
  }

  @Override
  public void close() {
    over.countDown();
    threads.close();
  }
}
