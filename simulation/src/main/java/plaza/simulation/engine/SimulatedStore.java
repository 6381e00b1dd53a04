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
import plaza.simulation.world.Fault;

/// A store in memory, which all nodes share. One transaction writes at a time; each sees the
/// store as it was when it began, and what it wrote.
public final class SimulatedStore implements Store {
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
      return tables.progress(partition).applied();
    }

    /// Whether the partition was tied to its log then.
    public boolean adopted(int partition) {
      return !tables.progress(partition).log().isEmpty();
    }
  }

  private void newLife(Tables in) {
    in.epoch.put("epoch", "life " + ++lives);
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

  /// Throws when the engine is away; else whoever calls has got there.
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
    return tables.epoch.find("epoch").orElseThrow();
  }

  @Override
  public void beginLife() {
    write(t -> {
      newLife(t);
      t.receivers.removeIf(_ -> true);
    });
  }

  @Override
  public Progress progress(int partition) {
    return read(t -> t.progress(partition));
  }

  @Override
  public void bindToLog(int partition, String log) {
    write(t -> {
      if (!t.progress.has(partition)) {
        t.progress.put(partition, new Progress(0, Position.start(partition), log));
      }
    });
  }

  @Override
  public void resumeAt(int partition, String log, long applied, Map<Long, Long> passed) {
    write(t -> {
      passed.forEach((boot, its) -> t.sequences.put(new Tables.Boot(partition, boot), its));
      var before = t.progress(partition);
      var kept = before.log().equals(log) ? applied : 0;
      t.outcomes.removeIf(o -> o.partition() == partition && o.batch().last() >= kept);
      t.deadLetters.removeIf(l -> l.partition() == partition && l.letter().offset() >= kept);
      t.progress.put(partition, new Progress(applied, before.position(), log));
    });
  }

  @Override
  public long sequence(int partition, long boot) {
    return read(t -> t.sequences.find(new Tables.Boot(partition, boot)).orElse(0L));
  }

  @Override
  public void saveDeadLetters(int partition, List<Transaction.DeadLetter> letters) {
    write(t -> insertDeadLetters(t, partition, letters));
  }

  static void insertDeadLetters(Tables t, int partition, List<Transaction.DeadLetter> letters) {
    for (var letter : letters) {
      t.deadLetters.put(
          new Tables.Place(partition, letter.offset()), new Tables.Letter(partition, letter));
    }
  }

  @Override
  public Set<Long> deadLetters(int partition, long from, long to) {
    return read(t -> {
      var offsets = new TreeSet<Long>();
      t.deadLetters.stream()
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
    var before = tables.progress(partition);
    if (before.applied() != from) {
      return Optional.empty();
    }
    return Optional.of(open(partition, to));
  }

  /// The transaction of a batch, whoever has applied what.
  public Transaction open(int partition, long to) {
    var before = tables.progress(partition);
    var written = tables.copy();
    written.progress.put(partition, new Progress(to, before.position(), before.log()));
    var transaction =
        new SimulatedTransaction(this, hazards.caller(), partition, before.position(), written);
    writer = transaction;
    return transaction;
  }

  @Override
  public Optional<StoredRequest> request(RequestKey.Id id) {
    return read(t -> t.requests.find(id));
  }

  @Override
  public Optional<byte[]> outcomes(int partition, long offset) {
    return read(t -> t.outcomes.stream()
        .filter(o -> o.partition() == partition && o.batch().last() >= offset)
        .min(Comparator.comparingLong(o -> o.batch().last()))
        .filter(o -> o.batch().first() <= offset)
        .map(o -> o.batch().bytes()));
  }

  @Override
  public void pruneOutcomes(Instant before) {
    write(t -> t.outcomes.removeIf(o -> o.batch().at().isBefore(before)));
  }

  @Override
  public long receiver(String name, int partition) {
    return read(t ->
        t.receivers.find(new Tables.Receiver(name, partition)).orElse(Position.start(partition)));
  }

  @Override
  public void moveReceiver(String epoch, String name, int partition, long position) {
    write(t -> {
      if (epoch.equals(epoch())) {
        t.receivers.put(new Tables.Receiver(name, partition), position);
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
    return writing.progress(partition).applied();
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
    return tables.progress(partition).applied();
  }
}
