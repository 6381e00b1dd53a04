package plaza.core.product;

import java.util.List;
import plaza.core.chat.ChatFeature;
import plaza.core.chat.ChatStore;
import plaza.core.event.EventCodec;
import plaza.core.event.Format;
import plaza.core.event.RowFormat;
import plaza.core.link.Codes;
import plaza.core.link.LinkFeature;
import plaza.core.link.LinkRowFormats;
import plaza.core.link.LinkStore;
import plaza.core.pipeline.Feature;
import plaza.core.pipeline.Pipeline;
import plaza.core.tenant.SettingsFormat;
import plaza.core.tenant.TenantFeature;
import plaza.core.tenant.TenantStore;
import plaza.core.visit.VisitFeature;
import plaza.core.visit.VisitRecord;
import plaza.core.visit.VisitStats;
import plaza.core.visit.VisitStore;

/// The one list of the product's features. The server that applies events and the tools that read
/// a log take it from here, so that none of them can lack a feature.
public final class Features {
  private static final List<Entry> ALL = List.of(
      new Entry(TenantFeature.FORMAT, (stores, _) -> new TenantFeature(stores.tenants())),
      new Entry(ChatFeature.FORMAT, (stores, _) -> new ChatFeature(stores.chats())),
      new Entry(
          LinkFeature.FORMAT,
          (stores, partitions) -> new LinkFeature(stores.links(), stores.codes(), partitions)),
      new Entry(VisitFeature.FORMAT, (stores, _) -> new VisitFeature(stores.visits())));

  private Features() {}

  /// What the features keep their rows in.
  public record Stores(
      TenantStore tenants, ChatStore chats, LinkStore links, Codes codes, VisitStore visits) {}

  private record Entry(Format format, Maker maker) {}

  @FunctionalInterface
  private interface Maker {
    Feature make(Stores stores, int partitions);
  }

  /// All features.
  ///
  /// @param partitions of the log
  public static List<Feature> of(Stores stores, int partitions) {
    return ALL.stream().map(entry -> entry.maker().make(stores, partitions)).toList();
  }

  /// How the events of all features are written.
  public static List<Format> formats() {
    return ALL.stream().map(Entry::format).toList();
  }

  /// How all values are stored that are bytes in a row and have a layout.
  public static List<RowFormat<?>> rowFormats() {
    return List.of(
        SettingsFormat.FORMAT,
        LinkRowFormats.TAGS,
        LinkRowFormats.RULES,
        VisitStats.FORMAT,
        VisitRecord.ROWS,
        Pipeline.OUTCOMES);
  }

  /// Reads and writes every kind of event.
  public static EventCodec codec() {
    return new EventCodec(formats());
  }
}
