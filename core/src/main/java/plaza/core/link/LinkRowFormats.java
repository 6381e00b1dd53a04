package plaza.core.link;

import java.util.List;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;
import plaza.core.event.RowFormat;

/// The row formats of the parts of a link that are not columns.
public final class LinkRowFormats {
  public static final RowFormat<List<String>> TAGS =
      new RowFormat<>("tags", EventWriter::texts, List.of(EventReader::texts, EventReader::texts));

  public static final RowFormat<List<Rule>> RULES =
      new RowFormat<>("rules", Rule::write, List.of(Rule::read, Rule::read));

  private LinkRowFormats() {}
}
