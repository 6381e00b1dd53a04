package plaza.core.visit;

import java.util.List;

/// Some visits of many, newest first.
///
/// @param total how many there are in all
public record VisitPage(List<Item> items, long total) {
  public VisitPage {
    items = List.copyOf(items);
  }

  /// A visit as it is kept.
  public record Item(VisitTarget place, VisitRecord sighting) {}
}
