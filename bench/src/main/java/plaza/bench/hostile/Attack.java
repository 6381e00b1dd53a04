package plaza.bench.hostile;

import java.io.IOException;
import java.util.Collections;
import java.util.Random;

/// The repeated request of a hostile caller over one connection.
enum Attack {
  READS("reads-flood", "64 connections read pages of 100 messages without a pause", 64) {
    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      ask(site, wire, "GET", site.quiet() + "/messages?limit=100", "");
    }
  },
  SENDS("sends-flood", "64 connections send messages without a pause", 64) {
    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      ask(site, wire, "POST", site.quiet() + "/messages", "{\"body\":\"flood\"}");
    }
  },
  REDIRECTS("redirects-flood", "64 connections follow a link without a pause; no key", 64) {
    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      wire.send("GET /" + site.code() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      count(wire.answer());
    }
  },
  ANNOUNCED("announced-bodies", "500 connections announce 1 MiB and send no byte; no key", 500) {
    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      wire.send("POST " + site.quiet() + "/messages HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Length: 1048576\r\n\r\n");
      count(wire.answer());
    }
  },
  SLOW_BODIES("slow-bodies", "200 connections send bulks of 8 MiB at 10 KiB a second", 200) {
    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      wire.send("POST " + site.quiet() + "/messages/bulk HTTP/1.1\r\nHost: localhost\r\n"
          + "Authorization: Bearer " + site.key() + "\r\nContent-Length: 8388608\r\n\r\n");
      for (int i = 0; i < 8_192; i++) {
        wire.send(" ".repeat(1_024));
        Pause.millis(100);
      }
      count(wire.answer());
    }
  },
  SLOW_READERS("slow-readers", "200 connections ask for 20 large pages each and read none", 200) {
    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      for (int i = 0; i < 20; i++) {
        wire.send(head(site, "GET", site.letters() + "/messages?limit=100") + "\r\n");
      }
      Pause.millis(20_000);
    }

    @Override
    int receiveBytes() {
      return 4_096;
    }
  },
  AGENTS("large-agents", "40 connections follow a link with a rule, agents of 14 KB; no key", 40) {
    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      var agent =
          "Mozilla/5.0 (" + random.nextLong() + "; " + "Linux; Android x ".repeat(820) + ")";
      wire.send("GET /" + site.ruled() + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + agent
          + "\r\n\r\n");
      count(wire.answer());
    }
  },
  NEEDLES("long-needles", "16 connections search long texts of one letter for longer ones", 16) {
    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      ask(
          site,
          wire,
          "GET",
          site.letters() + "/messages/search?q=" + "a".repeat(2_000) + "b" + "a".repeat(2_000),
          "");
    }
  },
  WAITS("waits", "200 connections search a chat that is not the newest, with wait=", 200) {
    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      ask(site, wire, "GET", site.quiet() + "/messages/search?q=flood&wait=999999999", "");
    }
  },
  WORDS("forbidden-words", "16 connections send bulks of 20 long texts past 1,000 words", 16) {
    private static final String BULK = bulk();

    private static String bulk() {
      var text = "{\"body\":\"" + "a".repeat(4_000) + "\"}";
      return "{\"messages\":[" + String.join(",", Collections.nCopies(20, text)) + "]}";
    }

    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      ask(site, wire, "POST", site.letters() + "/messages/bulk", BULK);
    }
  },
  GUESSES("key-guesses", "64 connections try keys without a pause", 64) {
    @Override
    void once(Site site, Wire wire, Random random) throws IOException {
      var guess = new StringBuilder();
      for (int i = 0; i < 43; i++) {
        guess.append((char) ('a' + random.nextInt(26)));
      }
      wire.send("GET /api/v1/chats HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer plaza_sk_"
          + guess + "\r\n\r\n");
      count(wire.answer());
    }
  };

  private final String title;
  private final String about;
  private final int connections;

  /// @param title as the command line and the table call it
  Attack(String title, String about, int connections) {
    this.title = title;
    this.about = about;
    this.connections = connections;
  }

  String title() {
    return title;
  }

  String about() {
    return about;
  }

  int connections() {
    return connections;
  }

  /// @throws IOException the server has closed the connection
  abstract void once(Site site, Wire wire, Random random) throws IOException;

  int receiveBytes() {
    return 0;
  }

  private static void ask(Site site, Wire wire, String method, String path, String body)
      throws IOException {
    wire.send(head(site, method, path)
        + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body);
    count(wire.answer());
  }

  private static String head(Site site, String method, String path) {
    return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + site.key() + "\r\nContent-Type: application/json\r\n";
  }

  private static void count(int status) {
    Attacker.ANSWERS.merge(status, 1L, Long::sum);
  }
}
