package plaza.embedded.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore;
import plaza.core.chat.MessageBody;
import plaza.core.chat.Sender;
import plaza.core.event.Change;
import plaza.core.event.Digest;
import plaza.core.event.EventCodec;
import plaza.core.event.RequestKey;
import plaza.core.event.Scope;
import plaza.core.link.LinkBlockCache;
import plaza.core.link.Links;
import plaza.core.link.TargetPolicies;
import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.IfMatch;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.PipelineObserver;
import plaza.core.pipeline.UpdateCommand;
import plaza.core.port.FatalHandler;
import plaza.core.port.Log;
import plaza.core.port.Store;
import plaza.core.product.Features;
import plaza.core.tenant.ApplicationCache;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationName;
import plaza.core.tenant.KeyId;
import plaza.core.tenant.Secret;
import plaza.core.tenant.SecretHash;
import plaza.core.tenant.TenantChange;
import plaza.core.tenant.Token;
import plaza.embedded.log.SqliteLog;
import plaza.embedded.memory.HeapCache;
import plaza.sql.Database;
import plaza.sql.Partitions;
import plaza.sql.dialect.Dialect;
import plaza.sql.dialect.Sqlite;

/// A pipeline on a directory, with three partitions, that can be stopped and taken up again.
final class Town implements AutoCloseable {
  static final int PARTITIONS = 3;
  static final ApplicationId ANN = new ApplicationId(1);
  static final FatalHandler HALT = why -> {
    throw new AssertionError(why);
  };
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final Random random = new Random(5);
  private volatile Instant now = NOW;
  final Log log;
  final Database database;
  final Pipeline pipeline;
  final EventCodec codec;

  /// @param boot what the pipeline calls itself
  Town(Path directory, long boot) throws InterruptedException {
    this(directory, boot, UnaryOperator.identity());
  }

  /// @param wrapping what stands between the pipeline and its store
  Town(Path directory, long boot, UnaryOperator<Store> wrapping) throws InterruptedException {
    this(directory, boot, wrapping, new Sqlite(directory.resolve("plaza.db"), HALT));
  }

  /// @param dialect of the database
  Town(Path directory, long boot, UnaryOperator<Store> wrapping, Dialect dialect)
      throws InterruptedException {
    this.log = SqliteLog.open(
        directory.resolve("log.db"), PARTITIONS, () -> Long.MAX_VALUE, new Random(boot), HALT);
    this.database = Database.open(dialect, new Partitions(PARTITIONS), new Random(2));
    var features = Features.of(database.rows(), PARTITIONS);
    this.codec = Features.codec();
    this.pipeline = new Pipeline(
        log,
        wrapping.apply(database.store()),
        features,
        () -> now,
        boot,
        PipelineObserver.NONE,
        System::nanoTime);
    pipeline.start();
    pipeline.awaitCaughtUp(Duration.ofSeconds(20));
  }

  static ChatId chat(long number) {
    return new ChatId(ANN, number);
  }

  ChatStore chats() {
    return database.chats();
  }

  Store store() {
    return database.store();
  }

  Links links() {
    return new Links(
        pipeline,
        new CreateCommand(pipeline, store(), new Random(3)),
        new UpdateCommand(pipeline),
        database.links(),
        database.codes(),
        policies(),
        new Random(4));
  }

  /// What each call makes knows nothing yet.
  TargetPolicies policies() {
    return new TargetPolicies(
        new ApplicationCache(database.tenants(), HeapCache::new),
        new LinkBlockCache(database.tenants()));
  }

  /// Moves the pipeline's clock on.
  void pass(Duration time) {
    now = now.plus(time);
  }

  /// Makes the next application, with the default settings.
  void application() {
    var secret = Secret.random(Secret.APPLICATION_PREFIX, random);
    send(new TenantChange.ApplicationCreated(
        Token.random(random),
        new ApplicationName("App"),
        List.of(),
        KeyId.random(random),
        SecretHash.of(secret)));
  }

  static ChatChange.MessagesPosted post(ChatId chat, String... texts) {
    return new ChatChange.MessagesPosted(
        chat,
        java.util.Arrays.stream(texts)
            .map(text -> new ChatChange.Draft(new MessageBody(text), Sender.NONE))
            .toList());
  }

  static RequestKey key(ChatId chat, String key, String fields) {
    var scope = new Scope(chat.application().value(), chat.number(), "messages");
    return new RequestKey.Keyed(
        new RequestKey.Id(scope, key),
        Digest.of(fields.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  Outcome send(RequestKey request, Change change) {
    return pipeline.change(NOW, request, change);
  }

  Outcome send(Change change) {
    return send(RequestKey.UNKEYED, change);
  }

  Outcome edit(ChatId chat, long number, String text, IfMatch ifMatch) {
    return send(new ChatChange.MessageEdited(chat, number, new MessageBody(text), ifMatch));
  }

  /// An event as another process would have appended it.
  byte[] event(long boot, long sequence, RequestKey request, ChatChange change) {
    return EventCodec.frame(boot, sequence, codec.body(NOW, request, change));
  }

  /// The event with the next version of the envelope, and the checksum that belongs to it.
  static byte[] newer(byte[] event) {
    event[4] = 2;
    var crc = new CRC32C();
    crc.update(event, 4, event.length - 4);
    for (int i = 0; i < 4; i++) {
      event[i] = (byte) (crc.getValue() >>> (24 - 8 * i));
    }
    return event;
  }

  @Override
  public void close() {
    pipeline.close();
    database.close();
    log.close();
  }
}
