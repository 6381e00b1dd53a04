package plaza.server;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plaza.core.link.Code;
import plaza.core.link.LinkModeration;
import plaza.core.link.TargetHost;
import plaza.core.tenant.LinkBlock;
import plaza.server.control.Control;

/// Carries out the commands of `plaza links`. An order and its answer are one line each, in which
/// texts are percent-encoded.
record LinkControl(LinkModeration moderation) {
  /// What a link's owner is shown when the operator says nothing.
  static final String REASON = "against the rules of this server";

  private static final String PREFIX = "links ";

  /// What can be ordered.
  enum Verb {
    OWNER,
    TAKE_DOWN,
    RESTORE,
    BLOCK,
    UNBLOCK,
    BLOCKED
  }

  /// @param subject a code or a host; empty: none
  record Order(Verb verb, String subject, String reason) {
    /// The words that order it.
    String words() {
      return PREFIX + verb + " =" + encoded(subject) + " =" + encoded(reason);
    }

    /// The order that these words are; empty: they are another command.
    static Optional<Order> of(String words) {
      var parts = words.split(" ", -1);
      if (!words.startsWith(PREFIX) || parts.length != 4) {
        return Optional.empty();
      }
      return Stream.of(Verb.values())
          .filter(verb -> verb.name().equals(parts[1]))
          .findFirst()
          .map(verb ->
              new Order(verb, decoded(parts[2].substring(1)), decoded(parts[3].substring(1))));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// What an answer says, in lines.
  static String decoded(String answer) {
    return URLDecoder.decode(answer, StandardCharsets.UTF_8);
  }

  /// @throws Control.Refusal it can't be done, and why
  String run(Order order) {
    return encoded(
        switch (order.verb()) {
          case OWNER -> owner(code(order.subject()));
          case TAKE_DOWN -> takeDown(code(order.subject()), order.reason());
          case RESTORE ->
            moderation.restore(code(order.subject()))
                ? order.subject() + " redirects again, within 5 s\n"
                : order.subject() + " was not taken down\n";
          case BLOCK -> block(host(order.subject()), order.reason());
          case UNBLOCK ->
            moderation.unblockHost(host(order.subject()))
                ? order.subject() + " is no longer blocked\n"
                : order.subject() + " was not blocked\n";
          case BLOCKED -> blocked();
        });
  }

  private String owner(Code code) {
    var view = moderation.find(code).orElseThrow(() -> nobody(code));
    var link = view.link();
    var text = new StringBuilder();
    line(text, "code", code.text());
    line(text, "application", view.owner().token().hex());
    line(text, "name", view.owner().name().text());
    line(text, "url", link.terms().target().url());
    link.terms()
        .redirection()
        .rules()
        .forEach(rule -> line(text, "rule", rule.target().url()));
    line(text, "created", link.createdAt().toString());
    line(text, "deleted", link.deleted() || view.owner().deleted() ? "yes" : "no");
    view.takenDown().ifPresent(block -> line(text, "taken down", block.reason()));
    return text.toString();
  }

  /// An application's owner chooses names and URLs: none may move the operator's cursor.
  private static void line(StringBuilder text, String name, String value) {
    text.append(name)
        .append(": ")
        .append(value
            .codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append))
        .append('\n');
  }

  private String takeDown(Code code, String reason) {
    if (moderation.find(code).isEmpty()) {
      throw nobody(code);
    }
    requireRoom(moderation.takeDown(code, checked(reason)));
    return code.text() + " is taken down, on every node within 5 s\n";
  }

  private String block(String host, String reason) {
    requireRoom(moderation.blockHost(host, checked(reason)));
    return "links no longer redirect to " + TargetHost.canonical(host)
        + " or its subdomains, on every node within 5 s\n";
  }

  private String blocked() {
    return Stream.of(LinkBlock.Kind.values())
        .flatMap(kind -> moderation.blocks(kind).stream())
        .map(block -> block.kind().name().toLowerCase(Locale.ROOT) + " " + block.value() + "  "
            + block.at() + "  " + block.reason() + "\n")
        .collect(Collectors.joining());
  }

  private static String checked(String reason) {
    LinkBlock.reasonProblem(reason).ifPresent(problem -> {
      throw new Control.Refusal("the reason " + problem);
    });
    return reason;
  }

  private static void requireRoom(boolean done) {
    if (!done) {
      throw new Control.Refusal(
          "there are " + LinkBlock.COUNT_MAX + " of them, which is the maximum");
    }
  }

  private static Code code(String text) {
    Code.problem(text).ifPresent(problem -> {
      throw new Control.Refusal("the code " + problem);
    });
    return new Code(text);
  }

  private static String host(String text) {
    TargetHost.problem(text).ifPresent(problem -> {
      throw new Control.Refusal("the host " + problem);
    });
    return text;
  }

  private static Control.Refusal nobody(Code code) {
    return new Control.Refusal("no link has, or had, the code " + code.text());
  }
}
