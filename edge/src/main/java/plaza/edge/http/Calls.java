package plaza.edge.http;

import java.util.Optional;
import plaza.core.pipeline.RequestOptions;

/// Reads the options of a creating call: its key, and whether it waits.
public final class Calls {
  private Calls() {}

  /// Reads `Idempotency-Key` or `client_id`, and `Prefer: respond-async`.
  public static RequestOptions of(Request request, Fields fields) {
    var clientId = fields.text("client_id", Calls::keyProblem);
    return call(request, clientId);
  }

  /// As [#of], for a call whose answer shows a secret this once: it always waits.
  public static RequestOptions waiting(Request request, Fields fields) {
    return new RequestOptions(of(request, fields).key(), false);
  }

  /// The call that one item of a body stands for: waited for, its key its own `client_id`.
  ///
  /// @param key of an item that has none; empty: none
  public static RequestOptions ofItem(Fields fields, String key) {
    return RequestOptions.keyed(fields.text("client_id", Calls::keyProblem).orElse(key));
  }

  private static RequestOptions call(Request request, Optional<String> clientId) {
    var header = request.header("Idempotency-Key");
    if (header.isPresent() && !plaza.core.event.RequestKey.Id.wellFormed(header.get())) {
      throw Problem.field("Idempotency-Key", KEY_WORDS).refuse();
    }
    if (header.isPresent() && clientId.isPresent() && !header.equals(clientId)) {
      throw Problem.field("client_id", "differs from the header Idempotency-Key")
          .refuse();
    }
    return new RequestOptions(header.or(() -> clientId).orElse(""), respondAsync(request));
  }

  private static final String KEY_WORDS =
      "must be 1 to " + plaza.core.event.RequestKey.Id.KEY_LENGTH_MAX + " visible ASCII characters";

  private static Optional<String> keyProblem(String key) {
    return plaza.core.event.RequestKey.Id.wellFormed(key)
        ? Optional.empty()
        : Optional.of(KEY_WORDS);
  }

  private static boolean respondAsync(Request request) {
    return request.header("Prefer").stream()
        .flatMap(header -> java.util.stream.Stream.of(header.split(",", -1)))
        .anyMatch(preference -> preference.strip().equalsIgnoreCase("respond-async"));
  }
}
