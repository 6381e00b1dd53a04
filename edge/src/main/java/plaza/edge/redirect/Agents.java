package plaza.edge.redirect;

import io.vertx.core.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import plaza.core.port.Cache;

/// Parses user agents with ua-parser's list. Each text that it has not seen costs up to 5 ms of
/// CPU time (1,000 regular expressions over 300 characters), so texts are cut, parsed one at a
/// time, and no more than [ParseBudget] allows: beyond it a text is not known. Blocks: not to
/// be called on an event loop.
final class Agents {
  /// The list's word for what it does not know.
  private static final String UNKNOWN = "Other";

  /// The list's word for programs that look by themselves.
  private static final String SPIDER = "Spider";

  /// The memory that the browsers take that are remembered, in bytes: some 5,000 of them.
  private static final long BYTES_MAX = 4L << 20;

  /// What an entry weighs beside its text.
  private static final int ENTRY_BYTES = 300;

  private final Cache<String, Agent> known;
  private final ParseBudget budget;
  private final LongAdder unparsed = new LongAdder();

  /// Reading the list takes a moment, which no start should pay that nobody needs it in.
  private Optional<AgentParser> parser = Optional.empty();

  Agents(Cache.Maker caches, LongSupplier nanoTime) {
    this.budget = new ParseBudget(nanoTime);
    this.known = caches.make(BYTES_MAX, (text, _) -> ENTRY_BYTES + 2 * text.length());
  }

  /// @param device `desktop`, `phone`, `tablet`, or empty
  record Agent(String browser, String system, String device, boolean bot) {
    static final Agent UNKNOWN = new Agent("", "", "", false);
  }

  /// @param userAgent cut to [HeaderText#AGENT_LENGTH_MAX]
  /// @throws IllegalStateException on an event loop, which must not parse
  Agent of(String userAgent) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("a user agent is not parsed on an event loop");
    }
    return userAgent.isBlank()
        ? Agent.UNKNOWN
        : known.peek(userAgent).orElseGet(() -> parsed(userAgent));
  }

  /// How many texts were not parsed, because too many new ones came at once.
  long unparsed() {
    return unparsed.sum();
  }

  /// One at a time: whatever is sent, no more than one processor is busy with it.
  private synchronized Agent parsed(String userAgent) {
    return known
        .get(userAgent, text -> budget.admits() ? Optional.of(parse(text)) : Optional.empty())
        .orElseGet(() -> {
          unparsed.increment();
          return new Agent("", "", device(userAgent), false);
        });
  }

  private Agent parse(String userAgent) {
    var list = parser();
    var found = new Agent[] {Agent.UNKNOWN};
    budget.run(() -> found[0] = parse(list, userAgent));
    return found[0];
  }

  private static Agent parse(AgentParser list, String userAgent) {
    var bot = list.devices().parse(userAgent).family.equals(SPIDER);
    var browser = list.browsers().parse(userAgent).family;
    var system = list.systems().parse(userAgent).family;
    return new Agent(known(browser), known(system), device(userAgent), bot);
  }

  private AgentParser parser() {
    var read = parser.orElseGet(AgentParser::read);
    parser = Optional.of(read);
    return read;
  }

  private static String known(String word) {
    return word.equals(UNKNOWN) ? "" : word;
  }

  /// By the words that browsers' makers have agreed on: only a phone says `Mobi`, but for old
  /// tablets.
  private static String device(String userAgent) {
    var text = userAgent.toLowerCase(Locale.ROOT);
    var mobile = text.contains("mobi");
    if (text.contains("ipad") || text.contains("tablet") || (text.contains("android") && !mobile)) {
      return "tablet";
    }
    if (mobile) {
      return "phone";
    }
    return text.startsWith("mozilla/") ? "desktop" : "";
  }
}
