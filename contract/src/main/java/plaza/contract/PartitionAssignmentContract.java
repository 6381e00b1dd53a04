package plaza.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plaza.core.port.PartitionAssignment;

/// The contract of [PartitionAssignment], once membership is stable.
public abstract class PartitionAssignmentContract {
  /// Of the log.
  protected static final int PARTITIONS = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Set<Integer> ALL =
      IntStream.range(0, PARTITIONS).boxed().collect(Collectors.toUnmodifiableSet());

  private final List<Member> members = new ArrayList<>();

  /// How one more node takes part in the sharing of this test.
  protected abstract PartitionAssignment shares();

  /// A node, and what it was told last.
  private static final class Member {
    private final PartitionAssignment shares;
    private volatile Set<Integer> share = Set.of();

    Member(PartitionAssignment shares) {
      this.shares = shares;
    }
  }

  private Member join() {
    var member = new Member(shares());
    members.add(member);
    member.shares.begin(share -> member.share = share);
    return member;
  }

  private static void awaitShared(Member... members) {
    Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
      var all = new ArrayList<Integer>();
      for (var member : members) {
        var share = member.share;
        assertThat(share).isNotEmpty();
        all.addAll(share);
      }
      assertThat(all).as("each partition is one node's").doesNotHaveDuplicates();
      assertThat(new HashSet<>(all)).isEqualTo(ALL);
    });
  }

  @AfterEach
  void leave() {
    members.forEach(member -> member.shares.close());
  }

  @Test
  void one_alone_has_all_and_shares_with_whoever_comes() {
    var one = join();
    awaitShared(one);

    var two = join();
    awaitShared(one, two);

    var three = join();
    awaitShared(one, two, three);
  }

  @Test
  void what_one_leaves_is_given_to_the_others() {
    var one = join();
    var two = join();
    awaitShared(one, two);

    one.shares.close();

    awaitShared(two);
  }

  @Test
  void one_who_takes_no_part_has_nothing() {
    var told = new ArrayList<Set<Integer>>();

    try (var none = PartitionAssignment.none()) {
      none.begin(told::add);
    }

    assertThat(told).containsExactly(Set.of());
  }
}
