package plaza.core.tenant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import plaza.core.text.ForbiddenWords;
import plaza.core.work.Compute;

/// Sees to it that messages keep the rules of their application. Its forbidden words are prepared
/// once and kept, the last used of all applications, as long as they fit into [#STATES_MAX]; an
/// application has one list here, its newest. Long texts are checked in pieces on other threads.
public final class BodyRules {
  /// How much all prepared words may take: states of about 20 bytes each, so about 20 MB.
  static final int STATES_MAX = 1 << 20;

  private final Compute compute;

  /// Least recently used first. Guarded by its own monitor.
  private final LinkedHashMap<ApplicationId, Prepared> prepared =
      new LinkedHashMap<>(16, 0.75f, true);

  private int states;

  private record Prepared(List<String> words, ForbiddenWords forbidden) {}

  public BodyRules(Compute compute) {
    this.compute = compute;
  }

  /// A body that breaks a rule.
  ///
  /// @param index of the body in the list
  /// @param problem in words that suit `field: words`; a forbidden word is named, for the
  ///     application's owner chose it, the message is not
  public record Violation(int index, String problem) {}

  /// The first body that breaks a rule of the application; empty when none does.
  ///
  /// @throws plaza.core.work.OverloadException too many calls of this application wait
  public Optional<Violation> firstViolation(
      ApplicationId application, Settings settings, List<String> bodies) {
    for (int from = 0; from < bodies.size(); ) {
      var to = pieceEnd(bodies, from);
      var begin = from;
      Supplier<Optional<Violation>> check =
          () -> firstViolation(application, settings, bodies, begin, to);
      var inline = settings.forbiddenWords().isEmpty() || isPrepared(application, settings);
      var length = inline ? length(bodies, from, to) : Long.MAX_VALUE;
      var violation = compute.run(application.value(), length, check);
      if (violation.isPresent()) {
        return violation;
      }
      from = to;
    }
    return Optional.empty();
  }

  /// Where a piece of work ends that begins at `from`.
  private static int pieceEnd(List<String> bodies, int from) {
    var length = 0L;
    var at = from;
    while (at < bodies.size() && (at == from || length <= Compute.PIECE_LENGTH)) {
      length += bodies.get(at++).length();
    }
    return at;
  }

  private static long length(List<String> bodies, int from, int to) {
    return bodies.subList(from, to).stream().mapToLong(String::length).sum();
  }

  private Optional<Violation> firstViolation(
      ApplicationId application, Settings settings, List<String> bodies, int from, int to) {
    var words = settings.forbiddenWords();
    var forbidden = words.isEmpty() ? null : prepared(application, words);
    for (int i = from; i < to; i++) {
      var problem = problem(settings, forbidden, bodies.get(i));
      if (problem.isPresent()) {
        return Optional.of(new Violation(i, problem.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problem(
      Settings settings, @Nullable ForbiddenWords forbidden, String body) {
    return settings
        .lengthProblem(body)
        .or(() -> forbidden == null
            ? Optional.empty()
            : forbidden
                .firstIn(body)
                .map(word -> "contains a word of the rule forbidden_words: " + word));
  }

  private boolean isPrepared(ApplicationId application, Settings settings) {
    return kept(application, settings.forbiddenWords()).isPresent();
  }

  private ForbiddenWords prepared(ApplicationId application, List<String> words) {
    return kept(application, words).orElseGet(() -> {
      var forbidden = new ForbiddenWords(words);
      keep(application, new Prepared(words, forbidden));
      return forbidden;
    });
  }

  private Optional<ForbiddenWords> kept(ApplicationId application, List<String> words) {
    @Nullable Prepared known;
    synchronized (prepared) {
      known = prepared.get(application);
    }
    return known != null && known.words().equals(words)
        ? Optional.of(known.forbidden())
        : Optional.empty();
  }

  private void keep(ApplicationId application, Prepared now) {
    synchronized (prepared) {
      forget(prepared.remove(application));
      if (now.forbidden().states() > STATES_MAX) {
        return;
      }
      prepared.put(application, now);
      states += now.forbidden().states();
      for (var oldest = prepared.values().iterator(); states > STATES_MAX; oldest.remove()) {
        forget(oldest.next());
      }
    }
  }

  /// How many states all prepared words have.
  int states() {
    synchronized (prepared) {
      return states;
    }
  }

  private void forget(@Nullable Prepared old) {
    states -= old == null ? 0 : old.forbidden().states();
  }
}
