package plaza.core.chat;

import java.util.List;
import plaza.core.pipeline.Effect;

/// The effect of a batch on a chat's messages.
///
/// @param before the position of the chat's last change before the batch; [#UNKNOWN] when the
///     changes are not told
/// @param tail the chat's end behind the batch
/// @param changes each message as each change has left it, in order of their positions
public record ChatChanged(long before, ChatCounters tail, List<Message> changes) implements Effect {
  /// No position: nothing follows on it.
  static final long UNKNOWN = -1;

  public ChatChanged {
    changes = List.copyOf(changes);
  }
}
