package plaza.sql;

import plaza.core.chat.ChatId;

/// How many partitions the log has. Messages are kept by the log's partition, so that a statement
/// that names it touches that part of the table alone.
public record Partitions(int count) {
  public Partitions {
    if (count < 1) {
      throw new IllegalArgumentException("a log has at least one partition, had " + count);
    }
  }

  /// The partition that a chat's messages are in.
  public int of(ChatId chat) {
    return chat.stream().partition(count);
  }
}
