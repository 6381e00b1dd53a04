package plaza.cluster.memory;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import java.time.Duration;

/// Where Redis is, as a URI: `redis://host:6379`, or `redis-sentinel://a:26379,b:26379#name`.
///
/// @param uri may hold a password, and is not shown
public record RedisAddress(String uri) {
  /// Memory that answers later than this is no help.
  private static final Duration ANSWER_MAX = Duration.ofMillis(250);

  private static final Duration CONNECT_MAX = Duration.ofSeconds(2);

  /// Whether Redis's client takes this address. The client's own words about one that it does not
  /// take are kept from everybody: they have the password.
  public static boolean accepts(String uri) {
    try {
      var address = RedisURI.create(uri);
      return address.getHost() != null || !address.getSentinels().isEmpty();
    } catch (RuntimeException e) {
      return false;
    }
  }

  public RedisAddress {
    if (!accepts(uri)) {
      throw new IllegalArgumentException("Redis's client rejects the address");
    }
  }

  /// A client whose commands fail at once while Redis is unavailable, and which reconnects
  /// automatically.
  public RedisClient client() {
    var address = RedisURI.create(uri);
    address.setTimeout(ANSWER_MAX);
    var client = RedisClient.create(address);
    client.setOptions(ClientOptions.builder()
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_MAX).build())
        .build());
    return client;
  }

  @Override
  public String toString() {
    return RedisURI.create(uri).toString();
  }
}
