package plaza.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The cluster's file, the topic and the store are compared before anything is advised.
class PartitionCountsTest {
  private static String problem(int inFile, int inTopic, int inStore) {
    return new PartitionCounts("plaza", inFile, inTopic, inStore).problem();
  }

  @Test
  void what_agrees_or_is_not_known_is_no_problem() {
    assertThat(problem(8, 8, 8)).isEmpty();
    assertThat(problem(8, 8, 0)).isEmpty();
    assertThat(problem(8, 0, 8)).isEmpty();
    assertThat(problem(8, 0, 0)).isEmpty();
  }

  @Test
  void more_partitions_in_the_topic_than_in_the_file_stay_unused() {
    assertThat(problem(8, 12, 8)).isEmpty();
    assertThat(problem(8, 12, 0)).isEmpty();
    assertThat(new PartitionCounts("plaza", 8, 12, 8).remark())
        .contains("the topic has 12 partitions, the log uses the first 8");
  }

  @Test
  void the_store_says_what_belongs_into_the_file() {
    assertThat(problem(12, 12, 8))
        .contains("set partitions = 8 in the file")
        .doesNotContain("topic");
    assertThat(problem(4, 8, 8)).contains("set partitions = 8 in the file");
    assertThat(problem(12, 4, 8))
        .contains("set partitions = 8 in the file", "the topic plaza has only 4");
  }

  @Test
  void a_topic_with_fewer_partitions_than_the_store_is_another_one() {
    assertThat(problem(8, 4, 8))
        .contains("it is not the topic that this store was applied from")
        .contains("kafka-topics.sh --alter --topic plaza --partitions 8")
        .contains("plaza log accept-loss --cluster FILE");
  }

  @Test
  void without_a_store_the_file_follows_the_topic_or_the_topic_the_file() {
    assertThat(problem(8, 4, 0))
        .contains("set partitions = 4 in the file", "--partitions 8")
        .doesNotContain("accept-loss");
  }
}
