package plaza.core.event;

/// The collection in which a creating call's key is unique.
///
/// @param application 0 for the server's own collections
/// @param parent the number of the thing that the collection is in, 0 when it is the application
///     itself
/// @param collection its name in URLs, for example `messages`
public record Scope(long application, long parent, String collection) {}
