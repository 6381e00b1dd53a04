package plaza.contract;

import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import plaza.core.chat.Chat;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatStore;
import plaza.core.chat.ChatType;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.Sender;
import plaza.core.link.Code;
import plaza.core.link.Link;
import plaza.core.link.LinkStore;
import plaza.core.link.LinkTerms;
import plaza.core.link.Target;
import plaza.core.port.Store;
import plaza.core.port.Transaction;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationKey;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.Settings;
import plaza.core.tenant.TenantStore;
import plaza.core.tenant.Token;
import plaza.core.visit.VisitStore;

/// A relational store that its contracts are tried on: opened for each test, in a directory of
/// its own.
public abstract class DatabaseContract {
  protected static final ApplicationId ANN = new ApplicationId(1);
  protected static final ApplicationId BEN = new ApplicationId(2);

  /// Of the log whose events the store applies.
  protected static final int PARTITIONS = 3;

  protected static final ChatId LOBBY = chatIn(ANN, 0);
  protected static final ChatId BENS = new ChatId(BEN, LOBBY.number());
  protected static final ChatId GARDEN = chatIn(ANN, 1);
  protected static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  /// The first chat whose messages are in this partition; in partition 0 Ben has one with the same
  /// number.
  private static ChatId chatIn(ApplicationId application, int partition) {
    return LongStream.iterate(1, n -> n + 1)
        .filter(n -> partition(application, n) == partition)
        .filter(n -> partition != 0 || partition(BEN, n) == partition)
        .mapToObj(n -> new ChatId(application, n))
        .findFirst()
        .orElseThrow();
  }

  private static int partition(ApplicationId application, long chat) {
    return new ChatId(application, chat).stream().partition(PARTITIONS);
  }

  @TempDir
  protected Path directory = Path.of("");

  /// The ports of one open database.
  public interface Opened extends AutoCloseable {
    Store store();

    TenantStore tenants();

    ChatStore chats();

    LinkStore links();

    VisitStore visits();

    @Override
    void close();
  }

  protected abstract Opened open(Path directory);

  private Opened opened = new Closed();
  private long applied;

  /// Before a test has opened one.
  private record Closed() implements Opened {
    @Override
    public Store store() {
      throw new IllegalStateException("closed");
    }

    @Override
    public TenantStore tenants() {
      throw new IllegalStateException("closed");
    }

    @Override
    public ChatStore chats() {
      throw new IllegalStateException("closed");
    }

    @Override
    public LinkStore links() {
      throw new IllegalStateException("closed");
    }

    @Override
    public VisitStore visits() {
      throw new IllegalStateException("closed");
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void openDatabase() {
    opened = open(directory);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      opened.store().bindToLog(partition, "log");
    }
  }

  @AfterEach
  void closeDatabase() {
    opened.close();
  }

  protected final Opened opened() {
    return opened;
  }

  protected final void openAgain() {
    opened.close();
    opened = open(directory);
  }

  /// What one batch writes.
  protected interface Writing {
    void write(Transaction transaction);
  }

  /// Applies a batch of one event to partition 0.
  protected final void batch(long position, Writing writing) {
    try (var transaction = opened.store().begin(0, applied, applied + 1).orElseThrow()) {
      writing.write(transaction);
      transaction.commit(position);
      applied++;
    }
  }

  protected static Message message(ChatId chat, long number, long position) {
    return new Message(
        new MessageId(chat, number),
        "text " + number,
        Sender.NONE,
        NOON,
        NOON,
        Message.State.POSTED,
        position);
  }

  protected static Message deleted(Message m, long position) {
    return new Message(m.id(), "", Sender.NONE, NOON, NOON, Message.State.DELETED, position);
  }

  protected static Message edited(Message m, long position) {
    return new Message(m.id(), "edited", m.sender(), NOON, NOON, Message.State.EDITED, position);
  }

  protected static Message saying(ChatId chat, long number, String text) {
    return new Message(
        new MessageId(chat, number), text, Sender.NONE, NOON, NOON, Message.State.POSTED, number);
  }

  protected static Chat chat(ChatId id, boolean deleted, long position) {
    return new Chat(id, new ChatName("Lobby"), ChatType.GROUP, NOON, NOON, deleted, position);
  }

  protected static Link link(ApplicationId application, String code, long position) {
    var terms = LinkTerms.to(new Target("https://example.com/" + position));
    return new Link(new Code(code), application, position, terms, NOON, NOON, false, position);
  }

  protected static Application application(ApplicationId id, boolean deleted, long position) {
    var token = new Token(String.format("%032x", id.value()));
    return new Application(
        id, token, new ApplicationName("App"), Settings.DEFAULT, NOON, NOON, deleted, 1, position);
  }

  protected static ApplicationKey key(ApplicationId application, long number, boolean revoked) {
    return new ApplicationKey(
        application,
        number,
        new KeyId(String.format("%08x%08x", application.value(), number)),
        hash(application, number),
        NOON,
        revoked,
        number);
  }

  protected static SecretHash hash(ApplicationId application, long number) {
    return new SecretHash(String.format("%032x%032x", application.value(), number));
  }
}
