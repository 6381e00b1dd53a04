package plaza.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The fields of a request's body, as they are taken one by one. What is wrong is collected, so
/// that the caller hears all of it at once; a field that nobody takes is wrong too: nothing is
/// silently dropped.
public final class Fields {
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  /// The most fields that are named for being unknown.
  private static final int UNKNOWN_MAX = 20;

  /// The most problems listed in an answer; a bulk may have more.
  private static final int PROBLEMS_MAX = 1_000;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final ObjectNode json;
  private final boolean form;
  private final Set<String> wrappers;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, List<String>> errors = new TreeMap<>();
  private int problems;

  private Fields(ObjectNode json, boolean form, String... wrappers) {
    this.json = json;
    this.form = form;
    this.wrappers = Set.of(wrappers);
  }

  /// Reads a body: JSON, flat or as the only member under one of the `wrappers`, or a form. An
  /// empty body has no fields.
  public static Fields of(Request request, String... wrappers) {
    var type = request
        .header("Content-Type")
        .map(value -> value.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
        .orElse("");
    if (request.body().length == 0) {
      return new Fields(Json.object(), false);
    }
    if (!request.header("Content-Encoding").orElse("identity").equalsIgnoreCase("identity")) {
      throw Problem.of(415, "Unsupported content encoding", "Send the body as it is")
          .with("Accept-Encoding", "identity")
          .refuse();
    }
    return switch (type) {
      case "application/json", "" ->
        new Fields(unwrapped(Json.parse(request.body()), wrappers), false, wrappers);
      case "application/x-www-form-urlencoded" -> new Fields(form(request.body()), true);
      default ->
        type.endsWith("+json")
            ? new Fields(unwrapped(Json.parse(request.body()), wrappers), false, wrappers)
            : unsupported();
    };
  }

  private static Fields unsupported() {
    throw Problem.of(
            415,
            "Unsupported media type",
            "Send application/json or application/x-www-form-urlencoded")
        .refuse();
  }

  /// As [#of], of a call that may name its application beside its fields
  /// ([Route.Who#APPLICATION_OR_ONLY]).
  public static Fields besideApplication(Request request) {
    var fields = of(request);
    fields.text("application", _ -> Optional.empty());
    return fields;
  }

  /// The fields of an item within a body.
  public static Fields ofItem(JsonNode item) {
    return item instanceof ObjectNode object ? new Fields(object, false) : notAnObject();
  }

  private static Fields notAnObject() {
    throw Problem.field("base", "must be a JSON object").refuse();
  }

  private static ObjectNode unwrapped(JsonNode tree, String... wrappers) {
    if (!(tree instanceof ObjectNode object)) {
      throw Problem.field("base", "must be a JSON object").refuse();
    }
    for (var wrapper : wrappers) {
      if (object.size() == 1 && object.get(wrapper) instanceof ObjectNode inner) {
        return inner;
      }
    }
    return object;
  }

  private static ObjectNode form(byte[] bytes) {
    var fields = Json.object();
    for (var pair : UrlEncoded.pairs(new String(bytes, StandardCharsets.ISO_8859_1))) {
      if (fields.has(pair.getKey())) {
        throw Problem.field(pair.getKey(), "is given more than once").refuse();
      }
      fields.put(pair.getKey(), pair.getValue());
    }
    return fields;
  }

  public boolean has(String field) {
    return json.has(field);
  }

  /// A text; empty when it is not given, is null, or is wrong.
  public Optional<String> text(String field, Function<String, Optional<String>> problem) {
    return value(field).filter(value -> !value.isNull()).flatMap(value -> {
      if (!value.isTextual()) {
        return wrong(field, "must be a text");
      }
      var text = value.textValue();
      var words = problem.apply(text);
      return words.isPresent() ? wrong(field, words.get()) : Optional.of(text);
    });
  }

  /// A text that must be given.
  public Optional<String> requiredText(String field, Function<String, Optional<String>> problem) {
    if (!json.has(field) || json.get(field).isNull()) {
      taken.add(field);
      return wrong(field, "can't be blank");
    }
    return text(field, problem);
  }

  /// A whole number; in a form, its digits.
  public Optional<Long> number(String field, Function<Long, Optional<String>> problem) {
    return value(field).flatMap(value -> {
      Optional<Long> number = value.isIntegralNumber() && value.canConvertToLong()
          ? Optional.of(value.longValue())
          : digits(value);
      if (number.isEmpty()) {
        return wrong(field, "must be a whole number");
      }
      var words = problem.apply(number.get());
      return words.isPresent() ? wrong(field, words.get()) : number;
    });
  }

  private Optional<Long> digits(JsonNode value) {
    return form && value.isTextual() && value.textValue().matches("-?\\d{1,18}")
        ? Optional.of(Long.parseLong(value.textValue()))
        : Optional.empty();
  }

  /// A time as RFC 3339 has it, of the years 1970 to 9999, in milliseconds.
  public Optional<Instant> time(String field) {
    return text(
            field,
            text -> timeOf(text).isPresent()
                ? Optional.empty()
                : Optional.of("must be a time such as 2026-01-31T12:00:00.000Z"))
        .flatMap(Fields::timeOf);
  }

  private static Optional<Instant> timeOf(String text) {
    try {
      var time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? Optional.empty() : Optional.of(time);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// `true` or `false`; in a form, one of the two words.
  public Optional<Boolean> flag(String field) {
    return value(field).flatMap(value -> {
      Optional<Boolean> flag =
          value.isBoolean() ? Optional.of(value.booleanValue()) : wordOf(value);
      return flag.isPresent() ? flag : wrong(field, "must be true or false");
    });
  }

  private Optional<Boolean> wordOf(JsonNode value) {
    return switch (form ? value.asText() : "") {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  public Optional<List<String>> texts(
      String field, Function<List<String>, Optional<String>> problem) {
    return value(field).flatMap(value -> {
      if (!value.isArray()) {
        return wrong(field, "must be a list of texts");
      }
      var texts = new ArrayList<String>();
      for (var item : value) {
        if (!item.isTextual()) {
          return wrong(field, "must be a list of texts");
        }
        texts.add(item.textValue());
      }
      var words = problem.apply(texts);
      return words.isPresent() ? wrong(field, words.get()) : Optional.of(texts);
    });
  }

  public Optional<JsonNode> list(String field) {
    if (!json.has(field)) {
      return wrong(field, "can't be blank");
    }
    return value(field)
        .flatMap(value -> value.isArray() ? Optional.of(value) : wrong(field, "must be a list"));
  }

  public boolean isNull(String field) {
    return json.has(field) && json.get(field).isNull();
  }

  private Optional<JsonNode> value(String field) {
    taken.add(field);
    return Optional.ofNullable(json.get(field));
  }

  /// Notes what is wrong with a field.
  public <T> Optional<T> wrong(String field, String problem) {
    taken.add(field);
    problems++;
    if (problems <= PROBLEMS_MAX) {
      errors.computeIfAbsent(field, _ -> new ArrayList<>()).add(problem);
    }
    return Optional.empty();
  }

  /// The errors so far, including unknown fields.
  public Map<String, List<String>> errors() {
    json.propertyStream()
        .map(Map.Entry::getKey)
        .filter(field -> !taken.contains(field))
        .limit(UNKNOWN_MAX)
        .toList()
        .forEach(field -> wrong(
            field,
            wrappers.contains(field)
                ? "must be an object that contains all fields, with no fields beside it"
                : "can't be set"));
    return errors;
  }

  /// Ends the reading: a 422 when anything was wrong.
  public void done() {
    done(() -> {});
  }

  /// As [#done()], for fields of something that must exist: when anything was wrong, `existing`
  /// is run first, and may refuse, for a missing thing is told before its fields.
  public void done(Runnable existing) {
    if (!errors().isEmpty()) {
      existing.run();
      throw Problem.fields(errors).refuse();
    }
  }
}
