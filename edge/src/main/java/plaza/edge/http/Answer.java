package plaza.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is sent back.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(int status, Map<String, String> headers, byte[] body) {
  public static Answer json(int status, JsonNode body) {
    return new Answer(status, Map.of("Content-Type", "application/json"), Json.bytes(body));
  }

  public static Answer text(int status, String type, String body) {
    return new Answer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  public Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
