package plaza.core.link;

/// The usage counts of a tag.
///
/// @param links that have it
/// @param visits of those, without those of bots
public record TagUse(String tag, long links, long visits, long bots) {}
