package plaza.spec.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import plaza.core.chat.MessageId;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;
import plaza.spec.Http;

/// A client of a cluster through its balancer: makes calls, and repeats them with the same key
/// until they are answered.
final class Client {
  /// Between two calls: whoever asks more keeps engines and nodes that start from the processors,
  /// and all that is asked has to be checked.
  private static final Duration PAUSE = Duration.ofMillis(150);

  private static final Duration AGAIN = Duration.ofMillis(250);

  /// Who has not been answered after this time never will be.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Http http;
  private final String application;
  private final Known known;
  private final Recorder recorder;
  private final CountDownLatch never = new CountDownLatch(1);
  private String life = "";

  /// @param application its path
  Client(Http http, String application, Known known, Recorder recorder) {
    this.http = http;
    this.application = application;
    this.known = known;
    this.recorder = recorder;
  }

  void useUntil(CountDownLatch over, Random random) throws InterruptedException {
    while (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
      ask(known.next(random));
    }
  }

  void ask(Invocation first) throws InterruptedException {
    var asked = first;
    var began = System.nanoTime();
    while (true) {
      var told = askOnce(asked);
      var waited = Duration.ofNanos(System.nanoTime() - began);
      if (told instanceof Response.Queued && asked instanceof Invocation.Send send) {
        asked = new Invocation.Send(send.chat(), send.id(), send.count(), send.key(), false);
      } else if (!(told instanceof Response.Unknown) || !changes(asked)) {
        recorder.waited(waited);
        return;
      } else if (waited.compareTo(PATIENCE) > 0) {
        recorder.complain(asked + " was never answered: " + told);
        return;
      } else {
        recorder.askedAgain();
        var _ = never.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private static boolean changes(Invocation asked) {
    return !(asked instanceof Invocation.Look
        || asked instanceof Invocation.Page
        || asked instanceof Invocation.Search);
  }

  private Response askOnce(Invocation asked) {
    var from = recorder.tick();
    var told = answerTo(asked);
    recorder.answered(asked, from, told);
    known.learn(told);
    return told;
  }

  private Response answerTo(Invocation asked) {
    var conditional = life;
    try {
      var answer = send(asked);
      var tag = answer.header("ETag");
      if (!tag.isEmpty() && !(asked instanceof Invocation.Page)) {
        life = Answers.life(tag);
      }
      return answer.status() == 412 && asked instanceof Invocation.Edit edit
          ? stale(edit.message(), conditional, Answers.told(asked, answer))
          : Answers.told(asked, answer);
    } catch (UncheckedIOException e) {
      return new Response.Unknown(String.valueOf(e.getCause()));
    } catch (Answers.Unexpected e) {
      recorder.complain(String.valueOf(e.getMessage()));
      return new Response.Unknown(String.valueOf(e.getMessage()));
    }
  }

  /// A tag of another life of the store never matches.
  private Response stale(MessageId message, String conditional, Response told) {
    var now = http.get(path(message)).header("ETag");
    return now.isEmpty() || Answers.life(now).equals(conditional)
        ? told
        : new Response.NotDone("its tag is of another life");
  }

  private Http.Answer send(Invocation asked) {
    return switch (asked) {
      case Invocation.CreateChat(var _, var name, var key) ->
        http.post(
            application + "/chats",
            Http.json(Http.JSON.createObjectNode().put("name", name)),
            "Idempotency-Key",
            key);
      case Invocation.Send send -> post(send);
      case Invocation.Edit(var id, var body, var position) ->
        position == 0 || life.isEmpty()
            ? http.patch(path(id), Http.message(body))
            : http.patch(path(id), Http.message(body), "If-Match", Answers.tag(life, position));
      case Invocation.Delete(var id, var _) -> http.delete(path(id));
      case Invocation.Look(var id) -> http.get(path(id));
      case Invocation.Page(var chat) ->
        http.get(path(chat.number()) + "/messages?limit=100&before=" + Long.MAX_VALUE / 2);
      case Invocation.Search(var chat, var words) ->
        http.get(path(chat.number()) + "/messages/search?q=" + words);
      case Invocation.CreateApplication _ -> throw new IllegalArgumentException("not asked here");
      case Invocation.DeleteChat _ -> throw new IllegalArgumentException("not asked here");
    };
  }

  private Http.Answer post(Invocation.Send send) {
    var path = path(send.chat().number()) + "/messages";
    var key = new String[] {"Idempotency-Key", send.key()};
    var keyAndPreference = new String[] {"Idempotency-Key", send.key(), "Prefer", "respond-async"};
    if (send.count() == 1) {
      return http.post(path, Http.json(draft(send, 0)), send.async() ? keyAndPreference : key);
    }
    var bulk = Http.JSON.createObjectNode();
    var messages = bulk.putArray("messages");
    for (int i = 0; i < send.count(); i++) {
      messages.add(draft(send, i));
    }
    return http.post(path + "/bulk", Http.json(bulk), key);
  }

  private static ObjectNode draft(Invocation.Send send, int index) {
    return Http.JSON
        .createObjectNode()
        .put("body", send.body(index))
        .put("sender", send.sender(index));
  }

  private String path(MessageId id) {
    return path(id.chat().number()) + "/messages/" + id.number();
  }

  private String path(long chat) {
    return application + "/chats/" + chat;
  }
}
