package plaza.core.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The counter rows of a batch: as they were read, and as the events applied so far have
/// changed them.
///
/// @param <K> what the tail is of
/// @param <T> the tail
final class CounterRows<K, T> {
  private final Map<K, T> before;
  private final Map<K, T> after = new HashMap<>();
  private final Function<K, T> empty;

  CounterRows(Map<K, T> read, Function<K, T> empty) {
    this.before = read;
    this.empty = empty;
  }

  T of(K key) {
    var changed = after.get(key);
    return changed != null ? changed : read(key);
  }

  void move(K key, T tail) {
    after.put(key, tail);
  }

  List<ChatStore.Move<T>> moves() {
    var moves = new ArrayList<ChatStore.Move<T>>(after.size());
    after.forEach((key, tail) -> moves.add(new ChatStore.Move<>(read(key), tail)));
    return moves;
  }

  private T read(K key) {
    var tail = before.get(key);
    return tail != null ? tail : empty.apply(key);
  }
}
