package plaza.edge.http;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plaza.contract.cost.HostileText;
import plaza.contract.cost.LinearCost;

/// The cost of a request's parts is linear in their size, whatever their content.
class RequestCostTest {
  private static final int BODY_CHARACTERS = 8_000;
  private static final int QUERY_CHARACTERS = 500;
  private static final int HEADER_CHARACTERS = 1_000;

  private static Request request(String query, MultiMap headers, byte[] body) {
    return new Request("x", "POST", "/", query, headers, body, ClientAddress.UNKNOWN);
  }

  private static MultiMap headers(String name, String value) {
    return MultiMap.caseInsensitiveMultiMap().add(name, value);
  }

  private static Object fieldsOf(String type, byte[] body) {
    return orRefusal(() -> {
      var fields = Fields.of(request("", headers("Content-Type", type), body));
      fields.text("body", _ -> Optional.empty());
      return fields.errors();
    });
  }

  private static Object orRefusal(java.util.function.Supplier<Object> work) {
    try {
      return work.get();
    } catch (Problem.Refusal refusal) {
      return refusal;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void a_body_that_is_no_json(HostileText shape) {
    LinearCost.requireLinear(
        "JSON of " + shape,
        BODY_CHARACTERS,
        length -> utf8(shape.of(length)),
        body -> fieldsOf("application/json", body));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"REPEATED_LETTER", "WHITE_SPACE", "QUOTES", "COMMAS_AND_SEMICOLONS", "RANDOM"})
  void a_form(HostileText shape) {
    LinearCost.requireLinear(
        "a form of " + shape,
        BODY_CHARACTERS,
        length -> utf8("body=" + shape.of(length).replace(' ', '&')),
        body -> fieldsOf("application/x-www-form-urlencoded", body));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"REPEATED_LETTER", "WHITE_SPACE", "QUOTES", "COMMAS_AND_SEMICOLONS", "RANDOM"})
  void a_query(HostileText shape) {
    LinearCost.requireLinear(
        "a query of " + shape,
        QUERY_CHARACTERS,
        length -> shape.of(length).replace(' ', '&'),
        query -> orRefusal(() -> Paging.limit(
            request(query, MultiMap.caseInsensitiveMultiMap(), new byte[0]), "limit")));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"REPEATED_LETTER", "WHITE_SPACE", "QUOTES", "COMMAS_AND_SEMICOLONS", "RANDOM"})
  void a_header(HostileText shape) {
    LinearCost.requireLinear(
        "a header of " + shape,
        HEADER_CHARACTERS,
        length -> request("", headers("If-None-Match", shape.of(length)), new byte[0]),
        request -> orRefusal(() -> Etags.unchanged(request, "\"tag\"")));
  }

  @Test
  void a_json_object_of_many_names() {
    LinearCost.requireLinear(
        "names",
        1_000,
        count -> {
          var json = new StringBuilder("{\"body\":\"\"");
          for (int i = 0; i < count; i++) {
            json.append(",\"").append(name(i)).append("\":0");
          }
          return utf8(json.append('}').toString());
        },
        body -> fieldsOf("application/json", body));
  }

  /// Names of one length whose hash codes are all equal.
  private static String name(int number) {
    var name = new StringBuilder();
    for (int bit = 0; bit < 15; bit++) {
      name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.toString();
  }

  @Test
  void a_query_of_many_parameters() {
    LinearCost.requireLinear(
        "parameters",
        100,
        "a=1&"::repeat,
        query -> orRefusal(() -> Paging.limit(
            request(query, MultiMap.caseInsensitiveMultiMap(), new byte[0]), "limit")));
  }

  @Test
  void many_headers_of_one_name() {
    LinearCost.requireLinear(
        "headers",
        100,
        count -> {
          var headers = MultiMap.caseInsensitiveMultiMap();
          for (int i = 0; i < count; i++) {
            headers.add("Prefer", "respond-async, x");
          }
          return request("", headers, new byte[0]);
        },
        request -> request.header("Prefer"));
  }
}
