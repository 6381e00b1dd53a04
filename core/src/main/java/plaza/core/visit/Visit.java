package plaza.core.visit;

/// A visit of a link, or of an address without one.
///
/// @param visitor a hash of who it was, which is another one every day: it is counted, and not kept
public record Visit(VisitTarget place, VisitRecord sighting, long visitor) {
  /// What a visit weighs beside its texts: its records, their headers, and its place in a queue.
  public static final int BASE_BYTES = 400;

  /// The most memory that a visit takes while it waits, in bytes: Java's strings have one or two
  /// bytes a character.
  public int bytes() {
    var traits = sighting.traits();
    var characters = sighting.trace().length();
    for (var part : Dimension.values()) {
      characters += part.of(traits).length();
    }
    return BASE_BYTES + 2 * (characters + place.key().length());
  }
}
