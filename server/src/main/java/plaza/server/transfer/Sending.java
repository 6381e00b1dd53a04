package plaza.server.transfer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/// Batches on their way: one at a time a chat, in order, and several chats at once.
final class Sending implements AutoCloseable {
  /// Batches in memory, waiting or on their way; the reader of the file waits beyond.
  private static final int BATCHES_MAX = 16;

  private final Api api;
  private final String application;
  private final String name;
  private final IntConsumer sent;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(BATCHES_MAX);
  private final Map<Long, CompletableFuture<Void>> lastOf = new HashMap<>();

  /// @param application its path
  /// @param name of the import, a part of every key
  /// @param sent receives the number of messages that the server has accepted
  Sending(Api api, String application, String name, IntConsumer sent) {
    this.api = api;
    this.application = application;
    this.name = name;
    this.sent = sent;
  }

  /// Sends a batch behind the chat's earlier ones.
  void send(long chat, Batch batch) {
    room.acquireUninterruptibly();
    var before = lastOf.getOrDefault(chat, CompletableFuture.completedFuture(null));
    if (before.isCompletedExceptionally()) {
      finish();
    }
    lastOf.put(
        chat,
        before
            .thenRunAsync(() -> post(chat, batch), threads)
            .whenComplete((_, _) -> room.release()));
  }

  private void post(long chat, Batch batch) {
    var path = application + "/chats/" + chat + "/messages/import";
    var answer = api.post(path, batch.body(), batch.key(name));
    if (answer.status() == 409) {
      postGrown(chat, batch);
      return;
    }
    if (answer.status() == 410 && !answer.json().path("error").asText().startsWith("Message")) {
      throw new TransferException("chat " + batch.chat()
          + " was deleted while it was imported: run the import again to skip its messages");
    }
    // 410: taken in before, and every one of them deleted since.
    answer.expect(200, 201, 410);
    sent.accept(batch.count());
  }

  /// The chat's last batch of an earlier run, when the file was shorter: what it has now is the
  /// same, and more behind.
  private void postGrown(long chat, Batch batch) {
    var there = api.get(application + "/chats/" + chat + "/messages?key=" + batch.key(name))
        .expect(200)
        .json();
    if (!batch.startsWith(there)) {
      throw new TransferException(
          "the messages of chat " + batch.chat() + " from number " + (batch.ordinal() + 1)
              + " on are not those of the last import called \"" + name
              + "\": the file has changed since; use another --name to import all of it again");
    }
    sent.accept(there.size());
    post(chat, batch.without(there.size()));
  }

  /// Waits for everything that was sent.
  void finish() {
    try {
      CompletableFuture.allOf(lastOf.values().toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
