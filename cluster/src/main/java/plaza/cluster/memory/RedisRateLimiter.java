package plaza.cluster.memory;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import plaza.core.port.RateLimiter;

/// Token buckets that all nodes share. A bucket is one number in Redis, the time at which it will
/// be full again, in microseconds of Redis' clock; one script looks at it and moves it. While Redis
/// is away each node has buckets of its own, with its share of the rate.
public final class RedisRateLimiter implements RateLimiter {
  /// How long Redis is left alone after it did not answer.
  private static final Duration AWAY = Duration.ofSeconds(1);

  private static final long SECOND_MICROS = 1_000_000;

  /// A bucket is remembered for so long after it is full; one that is forgotten is full.
  private static final long KEPT_MILLIS = 60_000;

  /// How long what a probe has written stays.
  private static final long PROBE_MILLIS = 5_000;

  private static final String CLOCK =
      "local time = redis.call('TIME'); local now = time[1] * 1000000 + time[2]";

  /// The same arithmetic as on the heap (the generic cell rate algorithm, ITU-T I.371): answers
  /// whether the tokens are granted, and the microseconds that are left in the bucket or missing.
  private static final String SCRIPT = """
      local burst, cost = tonumber(ARGV[1]), tonumber(ARGV[2])
      local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or now))
      local owed = full - now
      local allowed = burst - math.min(cost, burst)
      if owed > allowed then
        return {0, owed - allowed}
      end
      local millis = math.ceil((owed + cost) / 1000) + ARGV[3]
      redis.call('SET', KEYS[1], string.format('%.0f', full + cost), 'PX', string.format('%.0f', millis))
      return {1, math.max(0, burst - owed - cost)}
      """;

  private final RedisConnection<StatefulRedisConnection<String, String>> redis;
  private final String keys;
  private final RateLimiter local;
  private final int nodes;
  private final LongSupplier nanoTime;
  private final String script;
  private final String digest;

  /// Redis is not asked before this time.
  private final AtomicLong askAgainAt;

  /// @param cluster its name, with which its keys begin: other clusters may have the same Redis
  /// @param local the buckets of this node alone
  /// @param nodes among which the rate is divided while Redis is away
  public RedisRateLimiter(
      RedisConnection<StatefulRedisConnection<String, String>> redis,
      String cluster,
      RateLimiter local,
      int nodes,
      LongSupplier nanoTime) {
    this(redis, cluster, local, nodes, nanoTime, CLOCK);
  }

  /// For tests: with another clock, a statement of Lua that sets `now`.
  RedisRateLimiter(
      RedisConnection<StatefulRedisConnection<String, String>> redis,
      String cluster,
      RateLimiter local,
      int nodes,
      LongSupplier nanoTime,
      String clock) {
    this.redis = redis;
    this.keys = cluster + ":";
    this.local = local;
    this.nodes = nodes;
    this.nanoTime = nanoTime;
    this.script = clock + "\n" + SCRIPT;
    this.digest = sha1(script);
    this.askAgainAt = new AtomicLong(nanoTime.getAsLong());
  }

  @Override
  public Taken take(String name, Rate rate, int tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException("at least one token is taken, was " + tokens);
    }
    if (nanoTime.getAsLong() - askAgainAt.get() >= 0) {
      try {
        return shared(name, rate, tokens);
      } catch (RedisException e) {
        askAgainAt.set(nanoTime.getAsLong() + AWAY.toNanos());
      }
    }
    return local.take(name, share(rate), tokens);
  }

  /// Checks that Redis stores a value and returns it.
  ///
  /// @throws RedisException it is not there, or does not
  public void ask() {
    var key = keys + "probe:" + UUID.randomUUID();
    var commands = redis.get().sync();
    var _ = commands.set(key, key, SetArgs.Builder.px(PROBE_MILLIS));
    if (!key.equals(commands.get(key))) {
      throw new RedisException("it loses values at once: check that it has memory");
    }
  }

  private Taken shared(String name, Rate rate, int tokens) {
    var names = new String[] {keys + "pace:" + name};
    var values = new String[] {
      String.valueOf(cost(rate, rate.burst())),
      String.valueOf(cost(rate, tokens)),
      String.valueOf(KEPT_MILLIS)
    };
    var answer = run(names, values);
    var micros = (long) answer.get(1);
    return (long) answer.get(0) == 1
        ? new Taken.Granted((int) (micros * rate.perSecond() / SECOND_MICROS))
        : new Taken.TooFast(Duration.ofNanos(micros * 1_000));
  }

  /// A Redis that was restarted does not know the script.
  private List<Object> run(String[] keys, String[] values) {
    try {
      return redis.get().sync().evalsha(digest, ScriptOutputType.MULTI, keys, values);
    } catch (RedisNoScriptException e) {
      return redis.get().sync().eval(script, ScriptOutputType.MULTI, keys, values);
    }
  }

  /// By what name Redis knows a script.
  private static String sha1(String script) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What these tokens cost in microseconds, rounded up.
  private static long cost(Rate rate, int tokens) {
    return Math.ceilDiv(tokens * SECOND_MICROS, rate.perSecond());
  }

  private Rate share(Rate rate) {
    return new Rate(Math.max(1, rate.perSecond() / nodes), Math.max(1, rate.burst() / nodes));
  }
}
