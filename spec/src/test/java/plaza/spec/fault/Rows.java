package plaza.spec.fault;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import plaza.contract.engine.ClusterFile;
import plaza.contract.engine.DatabaseServer;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Message;
import plaza.core.port.Position;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.Token;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.LinkEvidence;
import plaza.simulation.history.Replica;
import plaza.sql.Database;
import plaza.sql.Partitions;
import plaza.sql.dialect.MySql;

/// The rows in the store of a cluster, read beside its nodes.
final class Rows implements AutoCloseable {
  private static final int PAGE = 1_000;

  private final Database database;

  Rows(DatabaseServer server, String name) {
    var dialect = MySql.at(server.url(name), new MySql.Login(server.user(), ""));
    this.database = Database.open(dialect, new Partitions(ClusterFile.PARTITIONS), new Random());
  }

  ApplicationId application(String token) {
    return database
        .tenants()
        .application(new Token(token))
        .orElseThrow()
        .application()
        .id();
  }

  /// The next offset to apply of a partition.
  long applied(int partition) {
    return database.store().progress(partition).applied();
  }

  /// All that is known of what was asked of an application.
  Evidence evidence(ApplicationId id, Recorder recorder, List<Replica> replicas) {
    var tail = database.tenants().application(id).orElseThrow().tail();
    var chats = chats(id);
    return new Evidence(
        recorder.calls(),
        applications(),
        chats,
        Map.of(id, tail),
        messages(chats),
        replicas,
        Set.of(),
        LinkEvidence.NONE,
        recorder.complaints());
  }

  private List<Application> applications() {
    var all = new ArrayList<Application>();
    for (int partition = 0; partition < ClusterFile.PARTITIONS; partition++) {
      var position = Position.start(partition);
      for (var page = database.tenants().changed(partition, position, PAGE);
          !page.isEmpty();
          page = database.tenants().changed(partition, all.getLast().position(), PAGE)) {
        all.addAll(page);
      }
    }
    all.sort(Comparator.comparingLong(application -> application.id().value()));
    return all;
  }

  List<ChatStore.View> chats(ApplicationId id) {
    var all = new ArrayList<ChatStore.View>();
    for (var number = 1L; ; number++) {
      var found = database.chats().chat(new plaza.core.chat.ChatId(id, number));
      if (found.isEmpty()) {
        return all;
      }
      all.add(found.get());
    }
  }

  List<Message> messages(List<ChatStore.View> chats) {
    var all = new ArrayList<Message>();
    for (var view : chats) {
      var cursor = ChatCursor.START;
      for (var page = database.chats().changed(view.chat().id(), cursor, PAGE).messages();
          !page.isEmpty();
          page = database.chats().changed(view.chat().id(), cursor, PAGE).messages()) {
        page.forEach(message -> all.add(asTold(message)));
        cursor = new ChatCursor(page.getLast().position(), page.getLast().id().number());
      }
    }
    all.sort(Comparator.comparingLong((Message message) -> message.id().chat().number())
        .thenComparingLong(message -> message.id().number()));
    return all;
  }

  /// Times are told in milliseconds.
  private static Message asTold(Message row) {
    return new Message(
        row.id(),
        row.body(),
        row.sender(),
        millis(row.createdAt()),
        millis(row.updatedAt()),
        row.state(),
        row.position());
  }

  private static Instant millis(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void close() {
    database.close();
  }
}
