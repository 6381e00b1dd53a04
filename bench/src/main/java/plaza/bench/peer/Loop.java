package plaza.bench.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import plaza.bench.measure.Cpu;
import plaza.bench.measure.Sample;

/// Reads that are made one after the other, without HTTP, by a number of threads.
final class Loop {
  private static final int TURNS_MAX = 20_000_000;

  private Loop() {}

  /// What a thread reads with.
  interface Reader extends AutoCloseable {
    void read(int turn) throws Exception;

    @Override
    void close() throws IOException;
  }

  interface Opening {
    Reader open() throws IOException;
  }

  static Sample run(int threads, Duration time, Opening opening)
      throws IOException, InterruptedException {
    var cpu = Cpu.own().micros();
    var began = System.nanoTime();
    var until = began + time.toNanos();
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var works = new ArrayList<Callable<long[]>>();
      for (int i = 0; i < threads; i++) {
        var first = i;
        works.add(() -> nanosOfEach(opening, first, threads, until));
      }
      var nanos = new ArrayList<long[]>();
      for (var done : executor.invokeAll(works)) {
        nanos.add(done.get());
      }
      var seconds = (System.nanoTime() - began) / 1e9;
      var used = Cpu.own().micros() - cpu;
      var all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      return new Sample(
          all.length / seconds,
          (double) used / all.length,
          0,
          all[all.length / 2] / 1e6,
          all[(int) (all.length * 0.99)] / 1e6);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static long[] nanosOfEach(Opening opening, int first, int step, long until)
      throws Exception {
    try (var reader = opening.open()) {
      var nanos = new long[1 << 16];
      int count = 0;
      for (var now = System.nanoTime(); now < until && count < TURNS_MAX; count++) {
        reader.read(first + count * step);
        var after = System.nanoTime();
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count] = after - now;
        now = after;
      }
      return Arrays.copyOf(nanos, count);
    }
  }
}
