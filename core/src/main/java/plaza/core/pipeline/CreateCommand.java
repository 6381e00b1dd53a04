package plaza.core.pipeline;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import plaza.core.event.Change;
import plaza.core.event.Digest;
import plaza.core.event.RequestKey;
import plaza.core.event.Scope;
import plaza.core.port.Store;

/// Runs a call that creates something through the pipeline: with or without an idempotency key,
/// synchronously or asynchronously.
public final class CreateCommand {
  private static final int KEY_BYTES = 16;

  private final Pipeline pipeline;
  private final Store store;
  private final RandomGenerator random;

  public CreateCommand(Pipeline pipeline, Store store, RandomGenerator random) {
    this.pipeline = pipeline;
    this.store = store;
    this.random = random;
  }

  /// The resource to create, and the answers.
  ///
  /// @param <T> what the caller gets
  public interface Order<T> {
    /// The collection in which the key is unique.
    Scope scope();

    /// The validated fields, as bytes: equal bytes mean the same call.
    byte[] fields();

    Change change();

    /// The answer when it was created now, from what is known here: no read is needed.
    Reply<T> created(Instant at, Outcome.Done done);

    /// The answer to a repeat: what the first call created, as it is now.
    Reply<T> repeated(long number, int count);

    /// The answer when the state refuses it.
    Reply<T> refused(Outcome outcome);
  }

  public <T> Reply<T> create(RequestOptions call, Order<T> order) {
    if (call.respondAsync()) {
      return queue(call, order);
    }
    var at = pipeline.now();
    return settle(order, at, pipeline.change(at, request(call.key(), order), order.change()));
  }

  /// The answer to a keyed call that is refused before it reaches the log: were it made before,
  /// it is a repeat (or the key's other use) as ever. `refusal` otherwise.
  public <T> Reply<T> refuse(RequestOptions call, Order<T> order, Reply<T> refusal) {
    return known(call, order).orElse(refusal);
  }

  /// The answer to a call that was applied before; empty when it has no key, or a new one.
  public <T> Optional<Reply<T>> known(RequestOptions call, Order<T> order) {
    if (call.key().isEmpty()) {
      return Optional.empty();
    }
    return store
        .request(new RequestKey.Id(order.scope(), call.key()))
        .map(earlier -> earlier.digest().equals(Digest.of(order.fields()))
            ? order.repeated(earlier.number(), earlier.count())
            : new Reply.Refused<T>(Reply.Refusal.KEY_REUSED));
  }

  /// A repeated call with the key gets the outcome once it is applied.
  private <T> Reply<T> queue(RequestOptions call, Order<T> order) {
    return known(call, order).orElseGet(() -> append(call, order));
  }

  private <T> Reply<T> append(RequestOptions call, Order<T> order) {
    var key = call.key().isEmpty() ? newKey() : call.key();
    pipeline.queue(pipeline.now(), request(key, order), order.change());
    return new Reply.Queued<>(key);
  }

  private static RequestKey request(String key, Order<?> order) {
    return key.isEmpty()
        ? RequestKey.UNKEYED
        : new RequestKey.Keyed(new RequestKey.Id(order.scope(), key), Digest.of(order.fields()));
  }

  private static <T> Reply<T> settle(Order<T> order, Instant at, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> OutcomeUnknownException.unlessShown(() -> order.created(at, done));
      case Outcome.Repeat(var number, var count) ->
        OutcomeUnknownException.unlessShown(() -> order.repeated(number, count));
      case Outcome.KeyReused() -> new Reply.Refused<>(Reply.Refusal.KEY_REUSED);
      case Outcome.Stale() -> new Reply.Refused<>(Reply.Refusal.STALE);
      case Outcome.Gone() -> order.refused(outcome);
      case Outcome.Missing() -> order.refused(outcome);
      case Outcome.Taken() -> order.refused(outcome);
      case Outcome.LimitReached() -> order.refused(outcome);
      case Outcome.Echo() -> throw new OutcomeUnknownException("the log stored the change twice");
      case Outcome.Unreadable() ->
        throw new OutcomeUnknownException("the log can't read the change back");
    };
  }

  private String newKey() {
    var bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
