package plaza.core.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import plaza.core.event.Digest;
import plaza.core.event.EventReader;
import plaza.core.event.EventWriter;

/// The sketches that are stored are those of a library. An update of it that makes other ones, or
/// reads another number from them, fails here; `GoldenRowsTest` has stored ones.
class VisitorsTest {
  private static Visitors visitors(int seed, int count) {
    var visitors = new Visitors();
    new SplittableRandom(seed).longs(count).forEach(visitors::add);
    return visitors;
  }

  private static byte[] bytes(Visitors visitors) {
    var out = new EventWriter();
    visitors.write(out);
    return out.toBytes();
  }

  private static Visitors stored(Visitors visitors) {
    return Visitors.read(new EventReader(bytes(visitors)));
  }

  @Test
  void what_a_sketch_says_never_changes() {
    assertThat(visitors(1, 64).estimate()).isEqualTo(64);
    assertThat(visitors(1, 65).estimate()).isEqualTo(66);
    assertThat(visitors(1, 1_000).estimate()).isEqualTo(998);
    assertThat(visitors(1, 100_000).estimate()).isEqualTo(101_289);
  }

  @Test
  void a_stored_sketch_goes_on_as_one_that_was_never_stored() {
    var kept = visitors(1, 1_000);
    var read = stored(visitors(1, 1_000));

    new SplittableRandom(2).longs(1_000).forEach(kept::add);
    new SplittableRandom(2).longs(1_000).forEach(read::add);

    assertThat(bytes(read)).isEqualTo(bytes(kept));
  }

  @Test
  void sketches_that_are_added_are_the_sketch_of_all() {
    var sum = stored(visitors(1, 1_000));
    sum.add(stored(visitors(2, 50)));
    sum.add(stored(visitors(3, 1_000)));
    var all = visitors(1, 1_000);
    new SplittableRandom(2).longs(50).forEach(all::add);
    new SplittableRandom(3).longs(1_000).forEach(all::add);

    assertThat(bytes(sum)).isEqualTo(bytes(all));
    assertThat(Digest.of(bytes(sum))).hasToString("043cf366…");
  }
}
