package plaza.core.link;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;

/// A redirect rule: an alternative target for requests that meet all its conditions. Of several
/// rules the first one holds.
///
/// @param conditions 1 to [#CONDITIONS_MAX]
public record Rule(Target target, List<Condition> conditions) {
  /// The most rules of a link.
  public static final int RULES_MAX = 50;

  /// The most conditions of a rule.
  public static final int CONDITIONS_MAX = 20;

  public Rule {
    conditions = List.copyOf(conditions);
    problem(conditions).ifPresent(problem -> {
      throw new IllegalArgumentException("a rule's conditions " + problem);
    });
  }

  /// What is wrong with a rule's conditions, beside what is wrong with each; empty when nothing is.
  public static Optional<String> problem(List<Condition> conditions) {
    return conditions.isEmpty() || conditions.size() > CONDITIONS_MAX
        ? Optional.of("must be 1 to " + CONDITIONS_MAX + ", were " + conditions.size())
        : Optional.empty();
  }

  /// What is wrong with so many rules; empty when nothing is.
  public static Optional<String> countProblem(int rules) {
    return rules > RULES_MAX
        ? Optional.of("are too many (maximum is " + RULES_MAX + ", had " + rules + ")")
        : Optional.empty();
  }

  /// Where these rules lead; empty: nowhere else than the link itself.
  ///
  /// @param allowed where a rule may lead; those that lead elsewhere are passed over
  public static Optional<Target> lead(
      List<Rule> rules, MatchContext now, Predicate<Target> allowed) {
    for (var rule : rules) {
      if (rule.conditions.stream().allMatch(condition -> condition.holds(now))
          && allowed.test(rule.target)) {
        return Optional.of(rule.target);
      }
    }
    return Optional.empty();
  }

  /// The most conditions that an event loop looks at for one request.
  private static final int QUICK_CONDITIONS_MAX = 50;

  /// Whether an event loop may look where these rules lead: they are few, and none needs a user
  /// agent parsed.
  public static boolean quick(List<Rule> rules) {
    var conditions = 0;
    for (var rule : rules) {
      for (var condition : rule.conditions) {
        if (++conditions > QUICK_CONDITIONS_MAX || condition.kind() == Condition.Kind.BROWSER) {
          return false;
        }
      }
    }
    return true;
  }

  /// About how much memory the rule takes.
  int bytes() {
    return target.url().length()
        + conditions.stream()
            .mapToInt(condition -> condition.key().length() + condition.value().length() + 100)
            .sum();
  }

  /// Rules as events and rows have them.
  public static void write(EventWriter out, List<Rule> rules) {
    out.number(rules.size());
    for (var rule : rules) {
      out.text(rule.target.url()).number(rule.conditions.size());
      rule.conditions.forEach(condition -> condition.write(out));
    }
  }

  public static List<Rule> read(EventReader in) {
    return in.list(() -> new Rule(new Target(in.text()), in.list(() -> Condition.read(in))));
  }
}
