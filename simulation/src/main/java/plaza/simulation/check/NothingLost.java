package plaza.simulation.check;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.pipeline.Reply;
import plaza.simulation.history.Call;
import plaza.simulation.history.Evidence;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;

/// What was acknowledged is there: messages under their numbers with what was sent (or what an
/// edit made of it, or a tombstone where somebody deleted it), orders that were taken in, edits
/// unless another one could come after, deletions for ever.
final class NothingLost implements Checker {
  @Override
  public Optional<String> violation(Evidence evidence) {
    var rows = evidence.messages().stream()
        .collect(Collectors.toMap(Message::id, Function.identity(), (a, _) -> a));
    return evidence.calls().stream()
        .flatMap(call -> problem(evidence, rows, call).stream())
        .findFirst();
  }

  private static Optional<String> problem(
      Evidence evidence, Map<MessageId, Message> rows, Call call) {
    return switch (call.told()) {
      case Response.Sent(var messages) ->
        messages.stream()
            .flatMap(message -> missing(evidence, rows, message).stream())
            .findFirst();
      case Response.Queued _ -> queued(evidence, call);
      case Response.Seen(var message)
      when call.asked() instanceof Invocation.Edit edit ->
        edited(evidence, rows, call, edit, message);
      case Response.Deleted _
      when call.asked() instanceof Invocation.Delete(var id, var _) ->
        (rows.containsKey(id) && rows.get(id).deleted()) || isDeleted(evidence, id.chat())
            ? Optional.empty()
            : Optional.of(id + " was deleted and is " + rows.get(id));
      case Response.Deleted _
      when call.asked() instanceof Invocation.DeleteChat(var chat) ->
        isDeleted(evidence, chat)
            ? Optional.empty()
            : Optional.of(chat + " was deleted and is there");
      case Response.Application(var id) ->
        evidence.applications().stream()
                .anyMatch(application -> application.id().equals(id))
            ? Optional.empty()
            : Optional.of(id + " is gone");
      case Response.Chat(var id) ->
        evidence.chats().stream().anyMatch(view -> view.chat().id().equals(id))
            ? Optional.empty()
            : Optional.of(id + " is gone");
      default -> Optional.empty();
    };
  }

  /// With a chat its messages are deleted, and their rows stay as they are.
  private static boolean isDeleted(Evidence evidence, ChatId chat) {
    return evidence.chats().stream()
        .anyMatch(view -> view.chat().id().equals(chat) && view.chat().deleted());
  }

  private static Optional<String> missing(
      Evidence evidence, Map<MessageId, Message> rows, Message told) {
    var row = rows.get(told.id());
    if (row == null) {
      return Optional.of(told.id() + " was told and is gone");
    }
    if (row.deleted()) {
      return mayBeDeleted(evidence, told.id())
          ? Optional.empty()
          : Optional.of(told.id() + " is deleted, and nobody has asked for it");
    }
    return row.sender().equals(told.sender())
        ? Optional.empty()
        : Optional.of(told.id() + " was told to be " + told + " and is " + row);
  }

  private static boolean mayBeDeleted(Evidence evidence, MessageId id) {
    return evidence.calls().stream()
        .anyMatch(call ->
            call.asked() instanceof Invocation.Delete delete && delete.message().equals(id));
  }

  /// Anyone who deletes a chat refuses what was taken in and is not applied.
  private static Optional<String> queued(Evidence evidence, Call call) {
    if (!(call.asked() instanceof Invocation.Send send)
        || evidence.forgiven().contains(send.id())
        || evidence.isKeyShared(send)) {
      return Optional.empty();
    }
    var deleted = evidence.calls().stream()
        .anyMatch(other ->
            other.asked() instanceof Invocation.DeleteChat(var chat) && chat.equals(send.chat()));
    var there = evidence.messages().stream()
        .filter(message -> message.id().chat().equals(send.chat()))
        .anyMatch(message -> senderOf(evidence, message).equals(send.sender(0))
            || (message.deleted() && senderOf(evidence, message).isEmpty()));
    return there || deleted ? Optional.empty() : Optional.of(send + " was taken in and is nowhere");
  }

  /// Whose a message is, or was before it was deleted; empty when nobody was told.
  private static String senderOf(Evidence evidence, Message row) {
    return Stream.concat(Stream.of(row), evidence.calls().stream().flatMap(Evidence::told))
        .filter(message -> message.id().equals(row.id()) && !message.deleted())
        .map(message -> message.sender().text())
        .findFirst()
        .orElse("");
  }

  private static Optional<String> edited(
      Evidence evidence,
      Map<MessageId, Message> rows,
      Call call,
      Invocation.Edit edit,
      Message told) {
    var row = rows.get(edit.message());
    if (row == null) {
      return Optional.of(edit.message() + " was edited and is gone");
    }
    if (told.position() > row.position()) {
      return Optional.of(told + " was told, and the row is older: " + row);
    }
    var overtaken = evidence.calls().stream()
        .anyMatch(other -> other.to() != call.to()
            && mayComeAfter(other, call)
            && other.asked().changes(edit.message()));
    return row.body().equals(edit.body()) || overtaken
        ? Optional.empty()
        : Optional.of(edit + " was acknowledged, and the row is " + row);
  }

  private static boolean mayComeAfter(Call other, Call call) {
    return switch (other.told()) {
      case Response.Unknown _ -> true;
      // Gone may be what was found behind the change.
      case Response.Refused(var refusal) -> !refusal.equals(Reply.Refusal.STALE);
      case Response.NotDone _ -> false;
      default -> other.to() > call.from();
    };
  }
}
