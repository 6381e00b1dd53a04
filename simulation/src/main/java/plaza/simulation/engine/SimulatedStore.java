package plaza.simulation.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plaza.core.event.RequestKey;
import plaza.core.port.Position;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.core.port.Transaction;
import plaza.simulation.engine.TableDefinition.Entry;
import plaza.simulation.world.Fault;

/// A store in memory, which all nodes share. One transaction writes at a time; each sees the
/// store as it was when it began, and what it wrote.
public final class SimulatedStore implements Store {
  static final TableDefinition<Integer, Entry<Integer, Progress>> PROGRESS =
      TableDefinition.ofEntries("progress");
  static final TableDefinition<RequestKey.Id, StoredRequest> REQUESTS =
      new TableDefinition<>("request", StoredRequest::id);
  static final TableDefinition<Boot, Entry<Boot, Long>> SEQUENCES =
      TableDefinition.ofEntries("boot sequence");
  static final TableDefinition<Place, Letter> DEAD_LETTERS = new TableDefinition<>(
      "dead letter", row -> new Place(row.partition(), row.letter().offset()));
  static final TableDefinition<Place, Outcomes> OUTCOMES = new TableDefinition<>(
      "outcome", row -> new Place(row.partition(), row.batch().last()));
  private static final TableDefinition<Receiver, Entry<Receiver, Long>> RECEIVERS =
      TableDefinition.ofEntries("receiver");
  private static final TableDefinition<String, Entry<String, String>> EPOCH =
      TableDefinition.ofEntries("epoch");

  /// How long a writer who does not go on keeps others out.
  private static final Duration LOCK_MAX = Duration.ofSeconds(1);

  private final Hazards hazards;
  private Tables tables = new Tables();

  /// What a crash of the machine leaves.
  private Tables onDisk;

  private int lives;
  private long checkpoints;

  /// The checkpoint that what is on the disk is from.
  private long checkpointed;

  private long awayUntil;
  private @Nullable SimulatedTransaction writer;
  private BooleanSupplier current = () -> true;

  /// A boot, in a partition.
  record Boot(int partition, long boot) {}

  private record Place(int partition, long offset) {}

  record Letter(int partition, Transaction.DeadLetter letter) {}

  record Outcomes(int partition, Transaction.BatchOutcomes batch) {}

  private record Receiver(String name, int partition) {}

  public SimulatedStore(Hazards hazards) {
    this.hazards = hazards;
    newLife(tables);
    this.onDisk = tables.copy();
  }

  /// An older state of a store, to be put back.
  public static final class Copy {
    private final Tables tables;

    private Copy(Tables tables) {
      this.tables = tables;
    }

    public long applied(int partition) {
      return SimulatedStore.progress(tables, partition).applied();
    }

    /// Whether the partition was tied to its log then.
    public boolean adopted(int partition) {
      return !SimulatedStore.progress(tables, partition).log().isEmpty();
    }
  }

  private void newLife(Tables in) {
    in.get(EPOCH).put(new Entry<>("epoch", "life " + ++lives));
  }

  Hazards hazards() {
    return hazards;
  }

  /// What is committed, as rows see it that nobody reads through a node.
  Tables tables() {
    return tables;
  }

  <T> T read(Function<Tables, T> reading) {
    call("a read");
    return reading.apply(tables);
  }

  /// Reads a feature's rows.
  <T> T readRows(Function<Tables, T> reading) {
    if (!current.getAsBoolean()) {
      throw new StoreException("the rows may be older than those that were shown");
    }
    return read(reading);
  }

  /// Throws when the engine is away; else anyone who calls has got there.
  void call(String what) {
    hazards.pass();
    if (hazards.strikes(Fault.STORE_AWAY)) {
      awayUntil = hazards.backAt();
    }
    if (hazards.now() < awayUntil || hazards.strikes(Fault.STORE_FAILS)) {
      throw new StoreException("the store can't do " + what);
    }
  }

  /// A change outside of a batch's transaction.
  void write(Consumer<Tables> writing) {
    call("a write");
    takeLock();
    writing.accept(tables);
    hazards.pass();
  }

  private void takeLock() {
    hazards.await(() -> writer == null || writer.actor().dead(), LOCK_MAX);
    if (writer != null) {
      // Who holds the lock for so long is cut off, as by any engine's time-out.
      writer.cutOff();
    }
    writer = null;
  }

  void commit(SimulatedTransaction transaction, Tables written) {
    hazards.pass();
    if (writer != transaction || hazards.strikes(Fault.COMMIT_FAILS)) {
      release(transaction);
      throw new StoreException("the commit failed");
    }
    tables = written;
    release(transaction);
    hazards.pass();
    if (hazards.strikes(Fault.COMMIT_ANSWER_LOST)) {
      throw new StoreException("nobody knows whether the commit was done");
    }
  }

  void release(SimulatedTransaction transaction) {
    if (writer == transaction) {
      writer = null;
    }
  }

  @Override
  public String epoch() {
    return tables.get(EPOCH).find("epoch").orElseThrow().value();
  }

  @Override
  public void startEpoch() {
    write(t -> {
      newLife(t);
      t.get(RECEIVERS).removeIf(_ -> true);
    });
  }

  @Override
  public Progress progress(int partition) {
    return read(t -> progress(t, partition));
  }

  static Progress progress(Tables t, int partition) {
    return t.get(PROGRESS)
        .find(partition)
        .map(Entry::value)
        .orElseGet(() -> new Progress(0, Position.start(partition), ""));
  }

  @Override
  public void bindToLog(int partition, String log) {
    write(t -> {
      if (t.get(PROGRESS).find(partition).isEmpty()) {
        t.get(PROGRESS)
            .put(new Entry<>(partition, new Progress(0, Position.start(partition), log)));
      }
    });
  }

  @Override
  public void resumeAt(int partition, String log, long applied, Map<Long, Long> passed) {
    write(t -> {
      passed.forEach(
          (boot, its) -> t.get(SEQUENCES).put(new Entry<>(new Boot(partition, boot), its)));
      var before = progress(t, partition);
      var kept = before.log().equals(log) ? applied : 0;
      t.get(OUTCOMES).removeIf(o -> o.partition() == partition && o.batch().last() >= kept);
      t.get(DEAD_LETTERS).removeIf(l -> l.partition() == partition && l.letter().offset() >= kept);
      t.get(PROGRESS).put(new Entry<>(partition, new Progress(applied, before.position(), log)));
    });
  }

  @Override
  public long sequence(int partition, long boot) {
    return read(
        t -> t.get(SEQUENCES).find(new Boot(partition, boot)).map(Entry::value).orElse(0L));
  }

  @Override
  public void saveDeadLetters(int partition, List<Transaction.DeadLetter> letters) {
    write(t -> insertDeadLetters(t, partition, letters));
  }

  static void insertDeadLetters(Tables t, int partition, List<Transaction.DeadLetter> letters) {
    letters.forEach(letter -> t.get(DEAD_LETTERS).put(new Letter(partition, letter)));
  }

  @Override
  public Set<Long> deadLetters(int partition, long from, long to) {
    return read(t -> {
      var offsets = new TreeSet<Long>();
      t.get(DEAD_LETTERS).stream()
          .filter(l -> l.partition() == partition)
          .map(l -> l.letter().offset())
          .filter(offset -> offset >= from && offset < to)
          .forEach(offsets::add);
      return offsets;
    });
  }

  @Override
  public Optional<Transaction> begin(int partition, long from, long to) {
    call("a transaction");
    takeLock();
    var before = progress(tables, partition);
    if (before.applied() != from) {
      return Optional.empty();
    }
    return Optional.of(open(partition, to));
  }

  /// The transaction of a batch, no matter who has applied what.
  public Transaction open(int partition, long to) {
    var before = progress(tables, partition);
    var written = tables.copy();
    written
        .get(PROGRESS)
        .put(new Entry<>(partition, new Progress(to, before.position(), before.log())));
    var transaction =
        new SimulatedTransaction(this, hazards.caller(), partition, before.position(), written);
    writer = transaction;
    return transaction;
  }

  @Override
  public Optional<StoredRequest> request(RequestKey.Id id) {
    return read(t -> t.get(REQUESTS).find(id));
  }

  @Override
  public Optional<byte[]> outcomes(int partition, long offset) {
    return read(t -> t.get(OUTCOMES).stream()
        .filter(o -> o.partition() == partition && o.batch().last() >= offset)
        .min(Comparator.comparingLong(o -> o.batch().last()))
        .filter(o -> o.batch().first() <= offset)
        .map(o -> o.batch().bytes()));
  }

  @Override
  public void pruneOutcomes(Instant before) {
    write(t -> t.get(OUTCOMES).removeIf(o -> o.batch().at().isBefore(before)));
  }

  @Override
  public long receiver(String name, int partition) {
    return read(t -> t.get(RECEIVERS)
        .find(new Receiver(name, partition))
        .map(Entry::value)
        .orElse(Position.start(partition)));
  }

  @Override
  public void moveReceiver(String epoch, String name, int partition, long position) {
    write(t -> {
      if (epoch.equals(epoch())) {
        t.get(RECEIVERS).put(new Entry<>(new Receiver(name, partition), position));
      }
    });
  }

  @Override
  public long checkpoint(int partition) {
    call("a checkpoint");
    var began = ++checkpoints;
    var writing = tables.copy();
    hazards.pass();
    if (began > checkpointed) {
      onDisk = writing;
      checkpointed = began;
    }
    return progress(writing, partition).applied();
  }

  @Override
  public void close() {}

  // What is done to it while nobody uses it.

  /// The power goes: the newest transactions are gone, at most back to what is on the disk.
  ///
  /// @param keepAll whether by chance all of it was written
  public void cutPower(boolean keepAll) {
    if (!keepAll) {
      tables = onDisk.copy();
    }
    writer = null;
  }

  public Copy copy() {
    return new Copy(tables.copy());
  }

  public void restore(Copy copy) {
    tables = copy.tables.copy();
    onDisk = tables.copy();
    writer = null;
  }

  /// Nobody is told: a copy is put back under an engine that goes on, which has to be noticed too.
  @Override
  public void onRestart(Runnable listener) {}

  @Override
  public void readOnlyWhile(BooleanSupplier current) {
    this.current = current;
  }

  /// The next offset to apply, without asking the engine.
  public long applied(int partition) {
    return progress(tables, partition).applied();
  }
}
