package plaza.bench.row;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import plaza.embedded.memory.HeapCache;

/// Real URLs, and how often people followed each.
final class Posted {
  /// How many visits fill a cache before others are looked at.
  private static final int WARMING = 1_000_000;

  private final List<String> urls;

  /// How often those up to each one were followed, together.
  private final long[] upTo;

  private Posted(List<String> urls, long[] upTo) {
    this.urls = urls;
    this.upTo = upTo;
  }

  /// @param file lines of a number, a tab and a URL; gzip
  static Posted read(Path file) throws IOException {
    var urls = new ArrayList<String>();
    var counts = new ArrayList<Long>();
    try (var lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var tab = line.indexOf('\t');
        counts.add(Long.parseLong(line.substring(0, tab)));
        urls.add(line.substring(tab + 1));
      }
    }
    var upTo = counts.stream().mapToLong(Long::longValue).toArray();
    Arrays.parallelPrefix(upTo, Long::sum);
    return new Posted(urls, upTo);
  }

  /// Each once.
  List<String> urls() {
    return urls;
  }

  /// Places of URLs, each as often as its share of all visits says; without an end.
  private IntStream drawn(long seed) {
    var random = new SplittableRandom(seed);
    return IntStream.generate(() -> {
      var visit = random.nextLong(upTo[upTo.length - 1]) + 1;
      var place = Arrays.binarySearch(upTo, visit);
      return place >= 0 ? first(place, visit) : -place - 1;
    });
  }

  /// URLs that nobody followed have their predecessor's sum.
  private int first(int place, long visit) {
    var first = place;
    while (first > 0 && upTo[first - 1] == visit) {
      first--;
    }
    return first;
  }

  /// Some of these as people would follow them.
  ///
  /// @param codes of the URLs, in their order; empty: it has none
  List<String> followed(List<String> codes, int count) {
    return drawn(2)
        .mapToObj(codes::get)
        .filter(code -> !code.isEmpty())
        .limit(count)
        .toList();
  }

  /// How many visits of a hundred find their link in a cache that has room for a part of all.
  ///
  /// @param part from 0 to 1
  double percentInCache(double part) {
    var loads = new AtomicInteger();
    var cache = new HeapCache<Integer, Integer>((long) (urls.size() * part), (_, _) -> 1);
    var visits = drawn(3).limit(2L * WARMING).iterator();
    for (int visit = 0; visits.hasNext(); visit++) {
      if (visit == WARMING) {
        loads.set(0);
      }
      var _ = cache.get(visits.next(), url -> {
        loads.incrementAndGet();
        return Optional.of(url);
      });
    }
    return 100.0 * (WARMING - loads.get()) / WARMING;
  }
}
