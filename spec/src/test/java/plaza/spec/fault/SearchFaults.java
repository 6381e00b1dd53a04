package plaza.spec.fault;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// Faults of OpenSearch.
final class SearchFaults {
  static final Fault AWAY =
      new Fault("opensearch-away", "kill -9 of OpenSearch, and its return", SearchFaults::away);

  static final Fault WIPED = new Fault(
      "index-wiped", "the index is deleted, and built anew while it serves", SearchFaults::wipe);

  private SearchFaults() {}

  private static void away(Site site, Load load, Tempo tempo) throws InterruptedException {
    site.search().kill();
    load.goOn(tempo.away());
    site.search().start();
  }

  private static void wipe(Site site, Load load, Tempo tempo) throws Exception {
    var names =
        ask(site, "GET", "/_cat/indices/" + Site.NAME + "-*?h=index").lines().toList();
    if (names.isEmpty()) {
      throw new IllegalStateException("there is no index");
    }
    for (var name : names) {
      ask(site, "DELETE", "/" + name.strip());
    }
    load.goOn(tempo.away());
  }

  private static String ask(Site site, String method, String path)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(site.search().uri().resolve(path))
        .method(method, HttpRequest.BodyPublishers.noBody())
        .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(method + " " + path + ": " + answer.body());
      }
      return answer.body();
    }
  }
}
