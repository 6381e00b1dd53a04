package plaza.bench.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The process of the hostile callers: it attacks for a given time, prints what it was answered,
/// and ends.
final class Attacker {
  /// How often each status was answered; 0 is a connection that was closed.
  static final Map<Integer, Long> ANSWERS = new ConcurrentHashMap<>();

  /// A connection that is refused or closed is opened again after this time.
  private static final long AGAIN_MILLIS = 20;

  private Attacker() {}

  /// @param arguments seconds, the attacks' titles with commas between, and those of [Site]
  public static void main(String[] arguments) throws InterruptedException {
    var time = Duration.ofSeconds(Long.parseLong(arguments[0]));
    var attacks = List.of(arguments[1].split(",", -1));
    var site = Site.of(Arrays.copyOfRange(arguments, 2, arguments.length));
    var threads = new ArrayList<Thread>();
    for (var attack : Attack.values()) {
      if (attacks.contains(attack.title())) {
        for (int i = 0; i < attack.connections(); i++) {
          var seed = i;
          threads.add(Thread.startVirtualThread(() -> attack(attack, site, new Random(seed))));
        }
      }
    }
    Thread.sleep(time);
    threads.forEach(Thread::interrupt);
    System.out.println("answers " + new ConcurrentSkipListMap<>(ANSWERS));
    System.exit(0);
  }

  private static void attack(Attack attack, Site site, Random random) {
    while (!Thread.currentThread().isInterrupted()) {
      try (var wire = Wire.to(site.url(), attack.receiveBytes())) {
        while (!Thread.currentThread().isInterrupted()) {
          attack.once(site, wire, random);
        }
      } catch (IOException | RuntimeException e) {
        ANSWERS.merge(0, 1L, Long::sum);
      }
      try {
        Thread.sleep(AGAIN_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
