package plaza.edge.console;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import plaza.edge.http.Answer;
import plaza.edge.http.Etags;
import plaza.edge.http.Exchange;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;

/// The routes of the console. Its files hold no data and no secret, so anybody may read them: what
/// they show, the browser asks for with the user's key, as every other client does.
public final class ConsoleRoutes {
  private static final String PAGE = "index.html";

  /// What the console's scripts must know of the server before they can ask for anything.
  private static final String SETTINGS = "settings.json";

  private static final Map<String, String> TYPES = Map.of(
      "html", "text/html; charset=utf-8",
      "css", "text/css; charset=utf-8",
      "js", "text/javascript; charset=utf-8",
      "json", "application/json",
      "svg", "image/svg+xml");

  /// A page can do what its own files do and nothing else, whatever a message says.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final int TAG_BYTES = 16;

  private final Supplier<Map<String, byte[]>> source;
  private final byte[] settings;
  private volatile Rendered rendered;

  /// @param tag of its bytes
  private record File(Answer answer, String tag) {}

  /// @param source what it was made of
  private record Rendered(Map<String, byte[]> source, Map<String, File> files) {}

  /// @param source the files by name; empty: there is no console here. Another map than before: the
  ///     files may have changed
  /// @param open whether the server asks for no key
  public ConsoleRoutes(Supplier<Map<String, byte[]>> source, boolean open, String version) {
    this.source = source;
    this.settings = Json.bytes(Json.object().put("open", open).put("version", version));
    this.rendered = render(source.get());
  }

  private Rendered render(Map<String, byte[]> files) {
    var answers = new HashMap<String, File>();
    files.forEach((name, bytes) -> answers.put(name, file(name, bytes)));
    if (!files.isEmpty()) {
      answers.put(SETTINGS, file(SETTINGS, settings));
    }
    return new Rendered(files, answers);
  }

  private static File file(String name, byte[] bytes) {
    var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException("the console has a file of unknown type: " + name);
    }
    return new File(Answer.bytes(200, type, bytes), tag(bytes));
  }

  private static String tag(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(Arrays.copyOf(digest, TAG_BYTES)) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            List.of("GET"),
            "/",
            Who.ANYBODY,
            Route.BODY_MAX,
            "The web console",
            Schema.of("", "ConsolePage", 200).as("text/html").with("ETag"),
            exchange -> answer(exchange, PAGE)),
        new Route(
            List.of("GET"),
            "/console/{file}",
            Who.ANYBODY,
            Route.BODY_MAX,
            "A file of the web console",
            Schema.of("", "ConsoleFile", 200).as("*/*").with("ETag"),
            exchange -> answer(exchange, String.valueOf(exchange.path().get("file")))));
  }

  private Answer answer(Exchange exchange, String name) {
    var files = source.get();
    if (files != rendered.source()) {
      rendered = render(files);
    }
    var file = Optional.ofNullable(rendered.files().get(name))
        .orElseThrow(() -> Problem.of(404, "File not found").refuse());
    return Etags.tagged(exchange.request(), file.answer(), file.tag())
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", POLICY);
  }
}
