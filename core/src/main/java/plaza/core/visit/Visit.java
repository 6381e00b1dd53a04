package plaza.core.visit;

/// Somebody has followed a link, or come to where none is.
///
/// @param visitor a hash of who it was, which is another one every day: it is counted, and not kept
public record Visit(Place place, Sighting sighting, long visitor) {}
