package plaza.core.tenant;

/// The end of an application's list of chats, written by the application's stream; absent means all
/// zero.
///
/// @param lastNumber the newest chat's number; numbers of deleted chats are never given again
/// @param liveCount how many chats are not deleted, exactly
/// @param position of the last change to the list or to one of its chats' own rows
public record ApplicationTail(
    ApplicationId application, long lastNumber, long liveCount, long position) {
  public static ApplicationTail empty(ApplicationId application) {
    return new ApplicationTail(application, 0, 0, 0);
  }
}
