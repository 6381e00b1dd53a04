package plaza.simulation.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plaza.core.event.RequestKey;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.core.port.Transaction;
import plaza.simulation.engine.TableDefinition.Entry;
import plaza.simulation.world.Actor;

/// The transaction of one batch: it writes to a copy of the store, which takes the store's place
/// at the commit.
final class SimulatedTransaction implements Transaction {
  private final SimulatedStore store;
  private final Actor actor;
  private final int partition;
  private final long position;
  private final Tables written;
  private boolean over;

  SimulatedTransaction(
      SimulatedStore store, Actor actor, int partition, long position, Tables written) {
    this.store = store;
    this.actor = actor;
    this.partition = partition;
    this.position = position;
    this.written = written;
  }

  Actor actor() {
    return actor;
  }

  /// The engine has ended it: nothing of it counts.
  void cutOff() {
    over = true;
  }

  /// What this transaction sees, and writes.
  Tables rows() {
    store.hazards().pass();
    if (over) {
      throw new StoreException("the transaction was cut off");
    }
    return written;
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public Map<RequestKey.Id, Store.StoredRequest> requests(Collection<RequestKey.Id> ids) {
    return rows().get(SimulatedStore.REQUESTS).some(ids);
  }

  @Override
  public void insertRequests(List<Store.StoredRequest> requests) {
    rows().get(SimulatedStore.REQUESTS).insertAll(requests);
  }

  @Override
  public Map<Long, Long> sequences(Collection<Long> boots) {
    var rows = rows().get(SimulatedStore.SEQUENCES);
    var found = new HashMap<Long, Long>();
    for (var boot : boots) {
      rows.find(new SimulatedStore.Boot(partition, boot))
          .ifPresent(row -> found.put(boot, row.value()));
    }
    return found;
  }

  @Override
  public void moveSequences(Map<Long, Long> sequences) {
    var rows = rows().get(SimulatedStore.SEQUENCES);
    sequences.forEach((boot, sequence) ->
        rows.put(new Entry<>(new SimulatedStore.Boot(partition, boot), sequence)));
  }

  @Override
  public void insertDeadLetters(List<DeadLetter> letters) {
    SimulatedStore.insertDeadLetters(rows(), partition, letters);
  }

  @Override
  public void insertOutcomes(BatchOutcomes outcomes) {
    rows().get(SimulatedStore.OUTCOMES).put(new SimulatedStore.Outcomes(partition, outcomes));
  }

  @Override
  public void commit(long position) {
    var rows = rows();
    over = true;
    var before = SimulatedStore.progress(rows, partition);
    var progress = new Store.Progress(before.applied(), position, before.log());
    rows.get(SimulatedStore.PROGRESS).put(new Entry<>(partition, progress));
    store.commit(this, rows);
  }

  @Override
  public void close() {
    over = true;
    store.release(this);
  }
}
