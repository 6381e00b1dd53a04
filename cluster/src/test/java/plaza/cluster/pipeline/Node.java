package plaza.cluster.pipeline;

import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import plaza.cluster.log.KafkaAddress;
import plaza.cluster.log.KafkaAssignment;
import plaza.cluster.log.KafkaLog;
import plaza.cluster.memory.RedisClusterBus;
import plaza.contract.engine.DatabaseServer;
import plaza.contract.engine.KafkaServer;
import plaza.core.chat.ChatChange;
import plaza.core.chat.ChatChanged;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore;
import plaza.core.chat.LiveChats;
import plaza.core.chat.MessageBody;
import plaza.core.chat.Sender;
import plaza.core.event.Digest;
import plaza.core.event.RequestKey;
import plaza.core.event.Scope;
import plaza.core.pipeline.Announcement;
import plaza.core.pipeline.Outcome;
import plaza.core.pipeline.OutcomeUnknownException;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.PipelineObserver;
import plaza.core.pipeline.Receiver;
import plaza.core.pipeline.UnavailableException;
import plaza.core.product.Features;
import plaza.sql.Database;
import plaza.sql.Partitions;
import plaza.sql.dialect.MySql;

/// One node of a cluster: a pipeline over Kafka and MariaDB.
final class Node implements AutoCloseable {
  static final int PARTITIONS = 3;
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KafkaLog log;
  private final Database database;
  private final Pipeline pipeline;
  private final LiveChats lives;
  private final Told told = new Told();
  private final List<Runnable> sharing = new ArrayList<>();

  /// @param name of the topic and of the database
  /// @param boot what the pipeline calls itself
  Node(String name, long boot) {
    var kafka = new KafkaAddress(KafkaServer.shared().address(), Map.of());
    this.log = KafkaLog.open(kafka, name, PARTITIONS, 1);
    var server = DatabaseServer.shared();
    var dialect = MySql.at(server.url(name), new MySql.Login(server.user(), ""));
    this.database = Database.open(dialect, new Partitions(PARTITIONS), new Random(2));
    var features = Features.of(database.rows(), PARTITIONS);
    this.pipeline = new Pipeline(
        log, database.store(), features, () -> NOW, boot, PipelineObserver.NONE, System::nanoTime);
    this.lives = new LiveChats(database.chats(), pipeline, InstantSource.system());
    pipeline.announceTo(lives);
    pipeline.announceTo(told);
  }

  /// What the receivers of this node are told, by whichever node has committed it.
  static final class Told implements Receiver {
    final Set<ChatId> chats = ConcurrentHashMap.newKeySet();
    final Set<String> renamed = ConcurrentHashMap.newKeySet();
    final AtomicInteger missed = new AtomicInteger();

    @Override
    public void announced(Announcement announcement) {
      for (var effect : announcement.effects()) {
        if (effect instanceof ChatChanged changed) {
          chats.add(changed.tail().chat());
        }
      }
      for (var applied : announcement.applied()) {
        if (applied.event().change() instanceof ChatChange.ChatRenamed change) {
          renamed.add(change.name().text());
        }
      }
    }

    @Override
    public void missed() {
      missed.incrementAndGet();
    }
  }

  Told told() {
    return told;
  }

  Outcome change(ChatChange change) {
    return pipeline.change(NOW, RequestKey.UNKEYED, change);
  }

  /// Shares the partitions with the other nodes, and hears of what they do.
  Node sharing(RedisClient redis, String name, long boot) {
    var live = new RedisClusterBus(redis, name, boot);
    var kafka = new KafkaAddress(KafkaServer.shared().address(), Map.of());
    var shares = new KafkaAssignment(kafka, name, name);
    var neighbours = pipeline.shareWith(live);
    pipeline.start();
    neighbours.start();
    lives.follower().start();
    shares.begin(pipeline::own);
    sharing.addAll(List.of(lives.follower()::close, neighbours::close, live::close, shares::close));
    return this;
  }

  LiveChats lives() {
    return lives;
  }

  /// The partitions that it applies.
  Set<Integer> owned() {
    return IntStream.range(0, PARTITIONS)
        .filter(pipeline::owns)
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Applies these partitions from now on, no matter who else may.
  void own(Set<Integer> partitions) {
    pipeline.own(partitions);
  }

  Node start() throws InterruptedException {
    begin();
    awaitCaughtUp();
    return this;
  }

  void begin() {
    pipeline.start();
  }

  boolean awaitCaughtUp() throws InterruptedException {
    return pipeline.awaitCaughtUp(PATIENCE);
  }

  /// What the engines last said to a partition.
  String trouble(int partition) {
    return pipeline.gauges().get(partition).trouble().words();
  }

  ChatStore chats() {
    return database.chats();
  }

  /// Posts, with the text as the key, until there is an answer.
  Outcome post(ChatId chat, String text) {
    var scope = new Scope(chat.application().value(), chat.number(), "messages");
    var digest = Digest.of(text.getBytes(StandardCharsets.UTF_8));
    var request = new RequestKey.Keyed(new RequestKey.Id(scope, text), digest);
    var draft = new ChatChange.Draft(new MessageBody(text), Sender.NONE);
    var change = new ChatChange.MessagesPosted(chat, List.of(draft));
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .ignoreExceptionsMatching(
            e -> e instanceof UnavailableException || e instanceof OutcomeUnknownException)
        .until(() -> pipeline.change(NOW, request, change), outcome -> true);
  }

  @Override
  public void close() {
    pipeline.close();
    sharing.reversed().forEach(Runnable::run);
    database.close();
    log.close();
  }
}
