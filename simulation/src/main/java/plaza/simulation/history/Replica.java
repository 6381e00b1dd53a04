package plaza.simulation.history;

import java.util.Map;
import java.util.Optional;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;

/// The copy of the rows that a follower has: live messages only.
///
/// @param chat the one that is followed; empty: all
public record Replica(String name, Optional<ChatId> chat, Map<MessageId, Message> messages) {}
