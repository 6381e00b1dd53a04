package plaza.cluster.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import plaza.core.port.LogException;

/// The nodes that share out the partitions of a log among them, as Kafka knows them.
public final class KafkaGroup {
  private static final int ANSWER_MS = 10_000;

  private final KafkaAddress address;
  private final String name;

  public KafkaGroup(KafkaAddress address, String name) {
    this.address = address;
    this.name = name;
  }

  /// How many nodes take part. One that died counts until Kafka misses it.
  ///
  /// @throws LogException Kafka does not answer
  public int members() {
    try (var admin = Admin.create(address.with(
        Map.of("request.timeout.ms", ANSWER_MS / 2, "default.api.timeout.ms", ANSWER_MS)))) {
      return admin
          .describeConsumerGroups(List.of(name))
          .all()
          .get(ANSWER_MS, TimeUnit.MILLISECONDS)
          .values()
          .stream()
          .mapToInt(group -> group.members().size())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw new LogException("asking for the nodes failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new LogException("asking for the nodes failed: Kafka does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogException("interrupted while asking for the nodes", e);
    }
  }
}
