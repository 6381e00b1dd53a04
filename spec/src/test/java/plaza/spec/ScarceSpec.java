package plaza.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A server that runs out of file descriptors, or of memory.
@Tag("campaign")
class ScarceSpec {
  private static final int DESCRIPTORS = 400;
  private static final int OUT_OF_MEMORY = 3;
  private static final int BULKS = 60;
  private static final int AT_ONCE = 20;

  private static void limitDescriptors(PlazaServer server, long count) throws Exception {
    var limit = "--nofile=" + count + ":" + DESCRIPTORS;
    var command = List.of("prlimit", "--pid", Long.toString(server.pid()), limit);
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static long descriptors(PlazaServer server) {
    try (var open = Files.list(Path.of("/proc", Long.toString(server.pid()), "fd"))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The highest number that is in use: a limit is on the numbers.
  private static long highest(PlazaServer server) {
    try (var open = Files.list(Path.of("/proc", Long.toString(server.pid()), "fd"))) {
      return open.mapToLong(fd -> Long.parseLong(fd.getFileName().toString()))
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Socket> connect(PlazaServer server, int count) throws IOException {
    var port = URI.create(server.url()).getPort();
    var sockets = new ArrayList<Socket>();
    for (int i = 0; i < count; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
    }
    return sockets;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }

  /// Those that are closed are taken out of the queue first.
  private static void awaitNewConnection(Http plaza) {
    var request = "GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> Bare.exchange(plaza, request).startsWith("HTTP/1.1 200 "));
  }

  private static void assertWell(PlazaServer server) throws Exception {
    server.stop();
    var doctor = Commands.run("doctor", "--data", server.data().toString());
    assertThat(doctor.output()).contains("All is well");
  }

  @Test
  void more_connections_than_descriptors_are_closed_and_nobody_else_notices() throws Exception {
    var limited = PlazaServer.under("prlimit", "--nofile=" + DESCRIPTORS + ":" + DESCRIPTORS);
    try (var server = PlazaServer.by(limited, PlazaServer.temporary())) {
      var plaza = server.http();
      var messages = plaza.chat() + "/messages";
      var crowd = connect(server, 2 * DESCRIPTORS);

      for (int i = 1; i <= 20; i++) {
        assertThat(plaza.post(messages, Http.message("message " + i)).number()).isEqualTo(i);
        assertThat(plaza.get(messages + "/search?q=message&wait=" + i).numbers())
            .hasSize(i);
      }

      close(crowd);
      await().until(() -> descriptors(server) < DESCRIPTORS / 2);
      awaitNewConnection(plaza);
      assertWell(server);
    }
  }

  @Test
  void without_a_single_descriptor_what_is_open_goes_on_and_the_rest_when_there_are_some_again()
      throws Exception {
    try (var server = PlazaServer.by(
        PlazaServer.under("prlimit", "--nofile=" + DESCRIPTORS + ":" + DESCRIPTORS),
        PlazaServer.temporary())) {
      var plaza = server.http();
      var messages = plaza.chat() + "/messages";
      assertThat(plaza.post(messages, Http.message("message 1")).number()).isEqualTo(1);
      limitDescriptors(server, highest(server) + 1);
      var crowd = connect(server, 50);

      for (int i = 2; i <= 20; i++) {
        assertThat(plaza.post(messages, Http.message("message " + i)).number()).isEqualTo(i);
        assertThat(plaza.get(messages + "/" + i).status()).isEqualTo(200);
        assertThat(plaza.get(messages + "/search?q=message").status()).isIn(200, 503);
      }

      close(crowd);
      limitDescriptors(server, DESCRIPTORS);
      await().atMost(Duration.ofSeconds(30)).until(() -> plaza.get("/ready").status() == 200);
      awaitNewConnection(plaza);
      assertThat(plaza.get(messages + "/search?q=message&wait=20").numbers()).hasSize(20);
      assertThat(plaza.get(messages + "?after=0").numbers())
          .isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
      assertWell(server);
    }
  }

  @Test
  void without_memory_the_process_ends_and_nothing_acknowledged_is_lost() throws Exception {
    var launcher = Trapped.server("-XX:+ExitOnOutOfMemoryError", "-Xmx128m");
    try (var server = PlazaServer.by(launcher, PlazaServer.temporary())) {
      var witness = new Witness(server.http());

      witness.writeUntilGone(server.http(), () -> {
        await().until(() -> witness.answers() > 200);
        server.tell("eat");
      });

      assertThat(server.awaitEnd()).isEqualTo(OUT_OF_MEMORY);
      server.start();
      witness.check(server.http());
      witness.checkSearch(server.http());
      assertWell(server);
    }
  }

  /// More than the heap holds at once: some is refused, and what is told is true.
  @Test
  void with_little_memory_a_flood_of_bodies_is_refused_in_part_and_nothing_told_is_lost()
      throws Exception {
    var little = Stream.concat(
            PlazaServer.command().stream().limit(1),
            Stream.concat(
                Stream.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"),
                PlazaServer.command().stream().skip(1)))
        .toList();
    try (var server = PlazaServer.by(little, PlazaServer.temporary());
        var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var plaza = server.http();
      var chat = plaza.chat();
      var calls = new ArrayList<Future<Http.Answer>>();
      for (int i = 0; i < BULKS; i++) {
        calls.add(threads.submit(() -> plaza.post(chat + "/messages/bulk", bulk())));
      }

      var told = new ArrayList<Long>();
      for (var call : calls) {
        var answer = call.get();
        assertThat(answer.status()).isIn(201, 503);
        told.addAll(answer.numbers());
      }

      assertThat(told).isNotEmpty();
      assertThat(plaza.post(chat + "/messages", Http.message("after")).status()).isEqualTo(201);
      server.kill();
      server.start(PlazaServer.command());
      var count = server.http().get(chat).json().path("messages_count").asLong();
      assertThat(told).doesNotHaveDuplicates().allMatch(number -> number <= count);
      assertWell(server);
    }
  }

  /// A megabyte of messages.
  private static String bulk() {
    var messages = Http.JSON.createArrayNode();
    for (int i = 0; i < 1_000; i++) {
      messages.addObject().put("body", "x".repeat(1_000));
    }
    return Http.json(Http.JSON.createObjectNode().set("messages", messages));
  }
}
