package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventsSpec {
  private final Http plaza = PlazaServer.shared().http();
  private final String chat = plaza.chat();
  private final String events = chat + "/events";
  private final String messages = chat + "/messages";

  private void post(String body) {
    assertThat(plaza.post(messages, Http.message(body)).status()).isEqualTo(201);
  }

  @Test
  void a_watcher_sees_what_is_created_edited_and_deleted_in_order() {
    post("before");
    try (var watcher = EventClient.on(plaza, events)) {
      post("one 世界\nline");
      plaza.patch(messages + "/2", Http.message("edited"));
      plaza.delete(messages + "/2");

      assertThat(watcher.header("Content-Type")).isEqualTo("text/event-stream");
      var created = watcher.next();
      assertThat(created.name()).isEqualTo("created");
      assertThat(created.body()).isEqualTo("one 世界\nline");
      assertThat(created.data()).isEqualTo(created.data().strip()).contains("\"sender\":null");
      var edited = watcher.next();
      assertThat(List.of(edited.name(), edited.body())).containsExactly("edited", "edited");
      var deleted = watcher.next();
      assertThat(List.of(deleted.name(), deleted.data()))
          .containsExactly("deleted", "{\"number\":2}");
    }
  }

  @Test
  void a_watcher_who_comes_back_goes_on_where_he_was() {
    String last;
    try (var watcher = EventClient.on(plaza, events)) {
      post("one");
      assertThat(watcher.next().number()).isEqualTo(1);
      last = watcher.lastId();
    }
    post("two");
    post("three");
    plaza.patch(messages + "/1", Http.message("one, edited"));

    try (var byHeader = EventClient.on(plaza, events, "Last-Event-ID", last);
        var byQuery = EventClient.on(plaza, events + "?after=" + last)) {
      for (var watcher : List.of(byHeader, byQuery)) {
        assertThat(List.of(watcher.next().number(), watcher.next().number()))
            .containsExactly(2L, 3L);
        assertThat(watcher.next().body()).isEqualTo("one, edited");
      }
    }
  }

  @Test
  void a_program_that_can_not_send_the_header_says_in_the_query_where_it_was() {
    for (int i = 1; i <= 3; i++) {
      post("message " + i);
    }
    String first;
    try (var watcher = EventClient.on(plaza, events + "?after=0")) {
      first = watcher.next().id();
    }

    try (var watcher = EventClient.on(plaza, events + "?after=0&lastEventId=" + first)) {
      assertThat(watcher.next().number()).isEqualTo(2);
      assertThat(watcher.next().number()).isEqualTo(3);
    }
  }

  @Test
  void a_stream_begins_with_the_last_messages_when_it_is_asked_to() {
    for (int i = 1; i <= 5; i++) {
      post("message " + i);
    }

    try (var watcher = EventClient.on(plaza, events + "?last=2")) {
      assertThat(watcher.next().number()).isEqualTo(4);
      assertThat(watcher.next().number()).isEqualTo(5);
      post("message 6");
      assertThat(watcher.next().number()).isEqualTo(6);
    }
    try (var watcher = EventClient.on(plaza, events + "?last=100")) {
      assertThat(watcher.next().number()).isEqualTo(1);
    }
    for (var last : new String[] {"0", "101", "-1", "x", "1e2"}) {
      assertThat(plaza.get(events + "?last=" + last).status()).as(last).isEqualTo(422);
    }
  }

  @Test
  void a_watcher_who_was_cut_off_before_the_first_event_misses_none() {
    String before;
    try (var watcher = EventClient.on(plaza, events)) {
      before = watcher.lastId();
    }
    post("in between");

    try (var watcher = EventClient.on(plaza, events, "Last-Event-ID", before)) {
      assertThat(watcher.next().body()).isEqualTo("in between");
    }
  }

  @Test
  void from_the_beginning_every_message_comes_in_its_latest_state_in_order_of_change() {
    IntStream.rangeClosed(1, 250).forEach(n -> post("m" + n));
    plaza.patch(messages + "/7", Http.message("edited"));
    plaza.delete(messages + "/3");

    try (var watcher = EventClient.on(plaza, events + "?after=0")) {
      var numbers = new ArrayList<Long>();
      for (int i = 0; i < 250; i++) {
        numbers.add(watcher.next().number());
      }

      assertThat(numbers.subList(0, 248))
          .isEqualTo(LongStream.rangeClosed(1, 250)
              .filter(n -> n != 7 && n != 3)
              .boxed()
              .toList());
      assertThat(numbers.subList(248, 250)).containsExactly(7L, 3L);
    }
  }

  @Test
  void a_cursor_of_another_life_of_the_store_starts_from_the_beginning() {
    post("one");
    try (var watcher = EventClient.on(plaza, events + "?after=0123456789abcdef-zz-zz")) {
      assertThat(watcher.next().body()).isEqualTo("one");
    }
  }

  @Test
  void what_can_not_be_watched_is_refused() {
    assertThat(plaza.get(events + "?after=nonsense").status()).isEqualTo(400);
    assertThat(plaza.get(chat + "0/events").status()).isEqualTo(404);
    assertThat(plaza.get(events, "Accept", "application/json").status()).isEqualTo(406);
    assertThat(plaza.post(events, "{}").status()).isEqualTo(405);
    plaza.delete(chat);
    assertThat(plaza.get(events).status()).isEqualTo(410);
  }

  @Test
  void a_stream_ends_with_its_chat() throws Exception {
    try (var watcher = EventClient.on(plaza, events)) {
      plaza.delete(chat);

      assertThat(watcher.awaitEnd()).isTrue();
    }
  }

  /// The hand-over from catching up to live is where such servers lose messages: watchers come and
  /// go while others write, and each must see every message, once, in order.
  @Test
  void watchers_who_come_and_go_while_others_write_miss_nothing_and_see_nothing_twice()
      throws Exception {
    var writers = 4;
    var each = 400;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var watchers =
          IntStream.range(0, 25).mapToObj(_ -> threads.submit(this::watch)).toList();
      var wrote = IntStream.range(0, writers)
          .mapToObj(_ -> threads.submit(() -> {
            IntStream.range(0, each).forEach(_ -> post("x"));
            return true;
          }))
          .toList();
      for (var writer : wrote) {
        writer.get();
      }
      post("last");

      for (var watcher : watchers) {
        assertThat(watcher.get())
            .isEqualTo(LongStream.rangeClosed(1, writers * each + 1).boxed().toList());
      }
    }
  }

  /// Watches from the beginning until the last message, over many connections.
  private List<Long> watch() throws InterruptedException {
    var numbers = new ArrayList<Long>();
    var ids = new HashSet<String>();
    var last = "0";
    while (true) {
      try (var watcher = EventClient.on(plaza, events + "?after=" + last)) {
        var events = ThreadLocalRandom.current().nextInt(1, 300);
        for (int i = 0; i < events; i++) {
          var event = watcher.poll(Duration.ofMillis(500));
          if (event.isEmpty()) {
            break;
          }
          assertThat(ids.add(event.get().id())).isTrue();
          numbers.add(event.get().number());
          last = event.get().id();
          if (event.get().body().equals("last")) {
            return numbers;
          }
        }
      }
    }
  }
}
