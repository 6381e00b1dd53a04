package plaza.cluster.memory;

import io.lettuce.core.RedisException;
import java.util.HashMap;
import java.util.Map;
import plaza.core.port.FindingsSink;

/// Checks a Redis server, without changing anything.
public final class RedisCheckup {
  private RedisCheckup() {}

  public static void of(RedisAddress address, FindingsSink remarks) {
    var client = address.client();
    try (var connection = client.connect()) {
      var asked = System.nanoTime();
      var answers = parse(connection.sync().info());
      remarks.saw("Redis at " + address + ": version " + answers.get("redis_version") + ", "
          + answers.get("used_memory_human") + " used, answered in "
          + (System.nanoTime() - asked) / 1_000_000 + " ms");
      examine(answers, remarks);
    } catch (RedisException e) {
      var why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      remarks.trouble(
          "Redis at " + address + ": " + why
              + ": start it; until then each node applies its share of the rate limits, tickets are rejected, and live streams are late by up to 5 s");
    } finally {
      client.shutdown();
    }
  }

  private static void examine(Map<String, String> answers, FindingsSink remarks) {
    if ("slave".equals(answers.get("role"))) {
      remarks.trouble("this Redis is a read-only replica: name its primary, or the sentinels "
          + "(redis-sentinel://…)");
    }
    var bounded = !"0".equals(answers.getOrDefault("maxmemory", "0"));
    if (bounded && "noeviction".equals(answers.get("maxmemory_policy"))) {
      remarks.trouble(
          "this Redis rejects new values when it is full: set maxmemory-policy to allkeys-lru");
    }
  }

  private static Map<String, String> parse(String told) {
    var answers = new HashMap<String, String>();
    told.lines().filter(line -> line.contains(":")).forEach(line -> {
      var parts = line.split(":", 2);
      answers.put(parts[0], parts[1]);
    });
    return answers;
  }
}
