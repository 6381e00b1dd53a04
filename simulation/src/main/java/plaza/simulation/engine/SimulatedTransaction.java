package plaza.simulation.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plaza.core.event.RequestKey;
import plaza.core.port.Store;
import plaza.core.port.StoreException;
import plaza.core.port.Transaction;
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
    return rows().requests.some(ids);
  }

  @Override
  public void insertRequests(List<Store.StoredRequest> requests) {
    var rows = rows().requests;
    requests.forEach(request -> rows.insert(request.id(), request));
  }

  @Override
  public Map<Long, Long> sequences(Collection<Long> boots) {
    var rows = rows().sequences;
    var found = new HashMap<Long, Long>();
    for (var boot : boots) {
      rows.find(new Tables.Boot(partition, boot)).ifPresent(sequence -> found.put(boot, sequence));
    }
    return found;
  }

  @Override
  public void moveSequences(Map<Long, Long> sequences) {
    var rows = rows().sequences;
    sequences.forEach((boot, sequence) -> rows.put(new Tables.Boot(partition, boot), sequence));
  }

  @Override
  public void insertDeadLetters(List<DeadLetter> letters) {
    SimulatedStore.insertDeadLetters(rows(), partition, letters);
  }

  @Override
  public void insertOutcomes(BatchOutcomes outcomes) {
    rows()
        .outcomes
        .put(
            new Tables.Place(partition, outcomes.last()), new Tables.Outcomes(partition, outcomes));
  }

  @Override
  public void commit(long position) {
    var rows = rows();
    over = true;
    var progress = rows.progress(partition);
    rows.progress.put(partition, new Store.Progress(progress.applied(), position, progress.log()));
    store.commit(this, rows);
  }

  @Override
  public void close() {
    over = true;
    store.release(this);
  }
}
