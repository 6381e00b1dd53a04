package plaza.core.tenant;

/// The end of an application's list of chats, written by the application's stream; absent means
/// all zero.
///
/// @param lastNumber the newest chat's number; numbers of deleted chats are never given again
/// @param liveCount how many chats are not deleted, exactly
/// @param position of the last change to the list or to one of its chats' own rows
public record ApplicationCounters(
    ApplicationId application, long lastNumber, long liveCount, long position) {
  public static ApplicationCounters empty(ApplicationId application) {
    return new ApplicationCounters(application, 0, 0, 0);
  }

  /// One chat more.
  public ApplicationCounters grow(long position) {
    return new ApplicationCounters(application, lastNumber + 1, liveCount + 1, position);
  }

  /// A chat was changed.
  public ApplicationCounters touch(long position) {
    return new ApplicationCounters(application, lastNumber, liveCount, position);
  }

  /// One live chat less.
  public ApplicationCounters shrink(long position) {
    return new ApplicationCounters(application, lastNumber, liveCount - 1, position);
  }
}
