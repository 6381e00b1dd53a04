package plaza.core.chat;

import java.time.Duration;
import plaza.core.event.RequestKey;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Pipeline;
import plaza.core.port.Page;
import plaza.core.port.Store;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.TenantStore;

/// Closes the streams of deleted chats and of the chats of deleted applications, so that they
/// accept no more changes. It follows the rows by position and may repeat itself: closing twice
/// changes nothing. Of each partition the node that applies it is the one who closes.
public final class Closer {
  private static final String NAME = "closer";
  private static final String OF_APPLICATIONS = "closer-applications";
  private static final int BATCH_MAX = 500;

  /// How often it looks when nothing is announced.
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Pipeline pipeline;
  private final Store store;
  private final ChatStore chats;
  private final TenantStore tenants;

  public Closer(Pipeline pipeline, Store store, ChatStore chats, TenantStore tenants) {
    this.pipeline = pipeline;
    this.store = store;
    this.chats = chats;
    this.tenants = tenants;
  }

  /// The follower that closes; receives announcements.
  public Follower follower() {
    return new Follower(NAME, this::step, Deletions::in);
  }

  private Duration step() {
    var epoch = store.epoch();
    var more = false;
    for (int partition = 0; partition < pipeline.partitions(); partition++) {
      if (pipeline.owns(partition)) {
        more |= closeChats(epoch, partition);
        more |= closeApplications(epoch, partition);
      }
    }
    return more ? Duration.ZERO : EVERY;
  }

  private boolean closeChats(String epoch, int partition) {
    var changed = chats.changedChats(partition, store.receiver(NAME, partition), BATCH_MAX);
    if (changed.isEmpty()) {
      return false;
    }
    changed.stream().filter(Chat::deleted).map(Chat::id).forEach(this::close);
    store.moveReceiver(epoch, NAME, partition, changed.getLast().position());
    return true;
  }

  private boolean closeApplications(String epoch, int partition) {
    var changed = tenants.changed(partition, store.receiver(OF_APPLICATIONS, partition), BATCH_MAX);
    if (changed.isEmpty()) {
      return false;
    }
    changed.stream().filter(Application::deleted).map(Application::id).forEach(this::closeAll);
    store.moveReceiver(epoch, OF_APPLICATIONS, partition, changed.getLast().position());
    return true;
  }

  private void closeAll(ApplicationId application) {
    for (var last = 0L; ; ) {
      var page = chats.chats(application, new Page.After(last, Page.LIMIT_MAX)).chats();
      if (page.isEmpty()) {
        return;
      }
      page.forEach(view -> close(view.chat().id()));
      last = page.getLast().chat().id().number();
    }
  }

  private void close(ChatId chat) {
    pipeline.queue(pipeline.now(), RequestKey.UNKEYED, new ChatChange.ChatClosed(chat));
  }
}
