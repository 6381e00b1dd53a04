package plaza.simulation.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Message;
import plaza.core.tenant.Application;
import plaza.core.tenant.ApplicationCounters;
import plaza.core.tenant.ApplicationId;

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
    Map<ApplicationId, ApplicationCounters> lists,
    List<Message> messages,
    List<Replica> replicas,
    Set<Long> forgiven,
    LinkEvidence links,
    List<String> complaints) {

  /// Whether another order came with this one's key.
  public boolean isKeyShared(Invocation.Send send) {
    return calls.stream().anyMatch(call -> send.sharesKeyWith(call.asked()));
  }

  /// The messages that a client was told of in an answer.
  public static Stream<Message> told(Call call) {
    return switch (call.told()) {
      case Response.Sent(var messages) -> messages.stream();
      case Response.Seen(var message) -> Stream.of(message);
      case Response.Listed(var messages, var _) -> messages.stream();
      case Response.Found(var messages, var _) -> messages.stream();
      case Response.Application _ -> Stream.empty();
      case Response.Chat _ -> Stream.empty();
      case Response.Queued _ -> Stream.empty();
      case Response.Deleted _ -> Stream.empty();
      case Response.Linked _ -> Stream.empty();
      case Response.Followed _ -> Stream.empty();
      case Response.Refused _ -> Stream.empty();
      case Response.NotDone _ -> Stream.empty();
      case Response.Unknown _ -> Stream.empty();
    };
  }
}
