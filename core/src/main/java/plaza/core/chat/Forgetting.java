package plaza.core.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plaza.core.port.Page;
import plaza.core.port.Position;
import plaza.core.port.Store;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.TenantStore;

/// Takes out of the search index what was deleted with its chat or application. What was on its
/// way to a chat when it was deleted is still taken in: only once its stream is closed, and the
/// index has been fed all of it, nothing can come behind the forgetting. (Searches show nothing of
/// a deleted chat from the moment on in which it is.)
final class Forgetting {
  private static final String OF_CHATS = "search-forget";
  private static final String OF_APPLICATIONS = "search-forget-applications";
  private static final int BATCH_MAX = 2_000;

  private final Store store;
  private final ChatStore chats;
  private final TenantStore tenants;
  private final SearchIndex index;
  private final int partitions;

  /// How far each kind of forgetting is in each partition; noted in the store only once the index
  /// is on the disk, for a crash takes the index back.
  private final Map<Place, Long> positions = new HashMap<>();

  Forgetting(Store store, ChatStore chats, TenantStore tenants, SearchIndex index, int partitions) {
    this.store = store;
    this.chats = chats;
    this.tenants = tenants;
    this.index = index;
    this.partitions = partitions;
  }

  private record Place(String receiver, int partition) {}

  /// Forgets deleted chats of a partition; says whether there may be more.
  boolean forgetChats(int partition) {
    var place = new Place(OF_CHATS, partition);
    var ready = chats.changedChats(partition, position(place), BATCH_MAX).stream()
        .takeWhile(chat -> !chat.deleted() || isFed(chats.tail(chat.id())))
        .toList();
    if (ready.isEmpty()) {
      return false;
    }
    ready.stream().filter(Chat::deleted).forEach(chat -> index.forget(chat.id()));
    positions.put(place, ready.getLast().position());
    return true;
  }

  /// Forgets deleted applications of a partition; says whether there may be more.
  boolean forgetApplications(int partition) {
    var place = new Place(OF_APPLICATIONS, partition);
    var ready = tenants.changed(partition, position(place), BATCH_MAX).stream()
        .takeWhile(application -> !application.deleted() || isFed(application.id()))
        .toList();
    if (ready.isEmpty()) {
      return false;
    }
    ready.stream()
        .filter(Application::deleted)
        .forEach(application -> index.forget(application.id()));
    positions.put(place, ready.getLast().position());
    return true;
  }

  private boolean isFed(ChatTail tail) {
    var fed = index.position(Position.partition(tail.position()));
    return tail.closed() && chats.lowestChanged(tail.chat(), fed).isEmpty();
  }

  private boolean isFed(ApplicationId application) {
    for (var last = 0L; ; ) {
      var page = chats.chats(application, new Page.After(last, Page.LIMIT_MAX)).chats();
      if (page.isEmpty()) {
        return true;
      }
      if (!page.stream().map(ChatStore.View::tail).allMatch(this::isFed)) {
        return false;
      }
      last = page.getLast().chat().id().number();
    }
  }

  private long position(Place place) {
    return positions.computeIfAbsent(
        place, _ -> store.receiver(place.receiver(), place.partition()));
  }

  /// Notes how far it is: what was forgotten up to here is on the disk.
  void note() {
    positions.forEach(
        (place, position) -> store.moveReceiver(place.receiver(), place.partition(), position));
  }

  /// The index has gone back to its last commit: so does this.
  void goBack() {
    positions.clear();
  }

  /// The index is empty, and is fed anew.
  void beginAnew() {
    for (int partition = 0; partition < partitions; partition++) {
      for (var receiver : List.of(OF_CHATS, OF_APPLICATIONS)) {
        store.moveReceiver(receiver, partition, Position.start(partition));
        positions.put(new Place(receiver, partition), Position.start(partition));
      }
    }
  }
}
