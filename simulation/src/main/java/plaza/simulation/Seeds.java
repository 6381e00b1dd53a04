package plaza.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import plaza.simulation.check.Promises;
import plaza.simulation.history.LinkEvidence;
import plaza.simulation.history.Response;
import plaza.simulation.run.Plan;
import plaza.simulation.run.Run;
import plaza.simulation.world.Fault;

/// Many runs, one a seed, on all processors. Stops at the first that breaks a promise.
final class Seeds {
  /// How many runs are made alone, before others are made at the same time.
  private static final long WARM_UP = 8;

  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private final Map<String, Long> answers = new TreeMap<>();

  /// A run that broke a promise.
  record Failure(Run.Result result, Promises.Broken broken) {}

  /// @param done is told how many seeds are done, now and then
  Optional<Failure> run(long from, long count, LongConsumer done) {
    warmUp();
    var next = new AtomicLong(from);
    var failed = new AtomicBoolean();
    var failures = new ConcurrentLinkedQueue<Failure>();
    var finished = new AtomicLong();
    var troubles = new ConcurrentLinkedQueue<Throwable>();
    var threads = IntStream.range(0, Runtime.getRuntime().availableProcessors())
        .mapToObj(_ -> Thread.ofPlatform()
            .uncaughtExceptionHandler((_, e) -> troubles.add(e))
            .start(() -> {
              for (var seed = next.getAndIncrement();
                  seed < from + count && !failed.get();
                  seed = next.getAndIncrement()) {
                var result = Run.of(Plan.of(seed));
                note(result);
                Verdict.of(result).ifPresent(broken -> {
                  failures.add(new Failure(result, broken));
                  failed.set(true);
                });
                done.accept(finished.incrementAndGet());
              }
            }))
        .toList();
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      failed.set(true);
      Thread.currentThread().interrupt();
    }
    if (!troubles.isEmpty()) {
      throw new IllegalStateException("the runs can't be made", troubles.peek());
    }
    return Optional.ofNullable(failures.poll());
  }

  /// The JDK makes some of its own parts when they are first used, under monitors. Two runs that
  /// use them for the first time at once would wait for each other, which no seed decides.
  private static void warmUp() {
    for (long seed = 1; seed <= WARM_UP; seed++) {
      var _ = Run.of(Plan.of(seed));
    }
  }

  private synchronized void note(Run.Result result) {
    result.counts().forEach((fault, count) -> faults.merge(fault, (long) count, Long::sum));
    result
        .evidence()
        .ifPresent(evidence -> evidence.calls().forEach(call -> {
          var answer = call.asked().getClass().getSimpleName() + " "
              + (call.told() instanceof Response.Refused(var refusal)
                  ? refusal.title()
                  : call.told().getClass().getSimpleName());
          answers.merge(answer, 1L, Long::sum);
        }));
    result.evidence().ifPresent(evidence -> note(evidence.links()));
  }

  private void note(LinkEvidence links) {
    links
        .made()
        .forEach(made ->
            answers.merge(made.told().isEmpty() ? "Link not made" : "Link made", 1L, Long::sum));
    links
        .visited()
        .forEach(visit -> answers.merge(
            visit.told() ? "Visit let through" : "Visit in doubt, or refused", 1L, Long::sum));
  }

  /// How often each fault struck.
  Map<Fault, Long> faults() {
    return faults;
  }

  /// How often each kind of call was told each kind of answer.
  Map<String, Long> answers() {
    return answers;
  }
}
