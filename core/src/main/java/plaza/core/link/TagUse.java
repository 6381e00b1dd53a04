package plaza.core.link;

/// What a tag is used for.
///
/// @param links that have it
/// @param visits of those, without those of bots
public record TagUse(String tag, long links, long visits, long bots) {}
