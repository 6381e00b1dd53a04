package plaza.cluster.memory;

import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import plaza.core.port.MemoryException;
import plaza.core.port.OneTimeValues;

/// Short-lived values in a Redis (6.2 or later) that all nodes of a cluster share. There is nothing
/// in their place while Redis is away: values on one node would be unknown to the others, and could
/// be taken once on each when they are known to all.
public final class RedisOneTimeValues implements OneTimeValues {
  private final RedisConnection<StatefulRedisConnection<String, String>> redis;
  private final String prefix;

  /// @param cluster its name; others on the same Redis have another
  public RedisOneTimeValues(
      RedisConnection<StatefulRedisConnection<String, String>> redis, String cluster) {
    this.redis = redis;
    this.prefix = cluster + ":once:";
  }

  /// The owner does not matter: Redis forgets by its own rules when it is full.
  @Override
  public void put(String owner, String name, String value, Duration life) {
    try {
      var _ = redis.get().sync().set(prefix + name, value, SetArgs.Builder.px(life.toMillis()));
    } catch (RedisException e) {
      throw new MemoryException("Redis keeps no value", e);
    }
  }

  @Override
  public Optional<String> take(String name) {
    try {
      return Optional.ofNullable(redis.get().sync().getdel(prefix + name));
    } catch (RedisException e) {
      throw new MemoryException("Redis gives no value", e);
    }
  }
}
