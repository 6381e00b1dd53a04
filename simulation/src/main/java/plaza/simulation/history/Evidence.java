package plaza.simulation.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Message;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationId;
import plaza.core.tenant.ApplicationTail;

/// All that is known of a run when it is over, and everything has settled.
///
/// @param calls in the order in which they were answered
/// @param messages all rows, tombstones too
/// @param chats all rows with their ends, deleted ones too
/// @param lists the end of each application's list of chats
/// @param forgiven orders whose loss the operator has accepted
/// @param links what is known of short links
/// @param complaints what nobody should have seen: partitions that stopped though nothing was lost,
///     tasks that failed
public record Evidence(
    List<Call> calls,
    List<Application> applications,
    List<ChatStore.View> chats,
    Map<ApplicationId, ApplicationTail> lists,
    List<Message> messages,
    List<Replica> replicas,
    Set<Long> forgiven,
    LinkEvidence links,
    List<String> complaints) {

  /// Whether another order came with this one's key.
  public boolean isKeyShared(Asked.Send send) {
    return calls.stream().anyMatch(call -> send.sharesKeyWith(call.asked()));
  }

  /// The messages that a client was told of in an answer.
  public static Stream<Message> told(Call call) {
    return switch (call.told()) {
      case Told.Sent(var messages) -> messages.stream();
      case Told.Seen(var message) -> Stream.of(message);
      case Told.Listed(var messages, var _) -> messages.stream();
      case Told.Found(var messages, var _) -> messages.stream();
      case Told.Application _ -> Stream.empty();
      case Told.Chat _ -> Stream.empty();
      case Told.Queued _ -> Stream.empty();
      case Told.Deleted _ -> Stream.empty();
      case Told.Linked _ -> Stream.empty();
      case Told.Followed _ -> Stream.empty();
      case Told.Refused _ -> Stream.empty();
      case Told.NotDone _ -> Stream.empty();
      case Told.Unknown _ -> Stream.empty();
    };
  }
}
