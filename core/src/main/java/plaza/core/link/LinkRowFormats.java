package plaza.core.link;

import java.util.List;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.RowFormat;

/// The row formats of the parts of a link that are not columns.
public final class LinkRowFormats {
  public static final RowFormat<List<String>> TAGS =
      new RowFormat<>("tags", EventWriter::texts, List.of(EventReader::texts, EventReader::texts));

  /// What the column `rules` has: since version 3, options behind the rules.
  public record RulesAndOptions(List<Rule> rules, LinkOptions options) {
    public RulesAndOptions {
      rules = List.copyOf(rules);
    }

    public static RulesAndOptions of(LinkTerms terms) {
      return new RulesAndOptions(terms.redirection().rules(), terms.options());
    }
  }

  public static final RowFormat<RulesAndOptions> RULES = rules(LinkFields.TERMS);

  private LinkRowFormats() {}

  /// @param fields those that there are
  static RowFormat<RulesAndOptions> rules(List<LinkField<?>> fields) {
    return new RowFormat<>(
        "rules",
        (out, value) -> {
          Rule.write(out, value.rules());
          value.options().write(out);
        },
        List.of(
            LinkRowFormats::rulesAlone,
            LinkRowFormats::rulesAlone,
            in -> new RulesAndOptions(Rule.read(in), LinkOptions.read(in, fields))));
  }

  private static RulesAndOptions rulesAlone(EventReader in) {
    return new RulesAndOptions(Rule.read(in), LinkOptions.INITIAL);
  }
}
