package plaza.spec.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import plaza.core.tenant.ApplicationId;
import plaza.simulation.check.Promises;
import plaza.simulation.history.Replica;
import plaza.spec.Http;

/// One fault under load, and the check of the guarantees.
///
/// @param answers calls that were answered for good
/// @param again calls that had to be made again on the way
/// @param longest the longest wait for an answer
/// @param took all in all, the checks included
record Round(
    Fault fault,
    int answers,
    int again,
    Duration longest,
    Duration took,
    List<Promises.Broken> broken) {

  private static final Duration APPLICATION_MAX = Duration.ofMinutes(1);

  static Round run(Site site, Fault fault, Tempo tempo, long seed) throws Exception {
    var began = System.nanoTime();
    site.awaitWhole();
    var recorder = new Recorder();
    var token = newApplication(site);
    var application = "/api/v1/applications/" + token;
    var id = idOf(site, token);
    try (var load = new Load(site.http(), application, id, recorder)) {
      load.begin(seed);
      load.goOn(tempo.calm());
      fault.strike().at(site, load, tempo);
      load.goOn(tempo.calm());
      load.end();
      load.makeChat();
    }
    site.awaitWhole();
    try (var rows = site.rows()) {
      var chats = rows.chats(id);
      var messages = rows.messages(chats);
      var copies = new ArrayList<Replica>();
      for (var node : site.nodes()) {
        copies.addAll(new Copies(node.http(), application, messages).of(chats));
      }
      var broken = Promises.allBroken(rows.evidence(id, recorder, copies));
      return new Round(
          fault,
          recorder.answers(),
          recorder.again(),
          recorder.longestWait(),
          Duration.ofNanos(System.nanoTime() - began),
          broken);
    }
  }

  /// One that has a name of its own. On a busy machine the first call may be refused.
  private static String newApplication(Site site) {
    var name = Http.JSON.createObjectNode().put("name", "round " + System.nanoTime());
    return Awaitility.await("an application")
        .atMost(APPLICATION_MAX)
        .ignoreExceptions()
        .until(
            () -> site.http().post("/api/v1/applications", Http.json(name)),
            answer -> answer.status() == 201)
        .json()
        .path("token")
        .asText();
  }

  private static ApplicationId idOf(Site site, String token) {
    try (var rows = site.rows()) {
      return rows.application(token);
    }
  }

  /// In a line.
  @Override
  public String toString() {
    return "%-17s %5d answers, %4d asked again, longest wait %4.1f s, took %5.1f s%s"
        .formatted(
            fault.name(),
            answers,
            again,
            longest.toMillis() / 1_000.0,
            took.toMillis() / 1_000.0,
            broken.isEmpty() ? "" : ", BROKEN: " + broken);
  }
}
