package plaza.spec.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.Sender;
import plaza.core.pipeline.Reply;
import plaza.simulation.history.Asked;
import plaza.simulation.history.Told;
import plaza.spec.Http;

/// What answers over HTTP tell.
final class Answers {
  private Answers() {}

  /// An answer that nobody should have had.
  static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unexpected(Asked asked, Http.Answer answer) {
      super(asked + " was answered " + answer.status() + " " + answer.text());
    }
  }

  static Told told(Asked asked, Http.Answer answer) {
    return switch (answer.status()) {
      case 200, 201 -> done(asked, answer);
      case 202 -> new Told.Queued();
      case 204 -> new Told.Deleted();
      case 404 -> missing(asked, answer);
      case 409 -> new Told.Refused(Reply.Refusal.KEY_REUSED);
      case 410 -> new Told.Refused(Reply.Refusal.MESSAGE_GONE);
      case 412 -> new Told.Refused(Reply.Refusal.STALE);
      // What a balancer says when it had no answer, and what a node says of an unknown outcome.
      case 502, 503, 504 -> new Told.Unknown(String.valueOf(answer.status()));
      default -> throw new Unexpected(asked, answer);
    };
  }

  /// Everything that is asked for was told of before.
  private static Told missing(Asked asked, Http.Answer answer) {
    if (asked instanceof Asked.Look) {
      return new Told.Refused(Reply.Refusal.MESSAGE_MISSING);
    }
    throw new Unexpected(asked, answer);
  }

  private static Told done(Asked asked, Http.Answer answer) {
    return switch (asked) {
      case Asked.CreateChat(var application, var _, var _) ->
        new Told.Chat(new ChatId(application, answer.json().path("number").asLong()));
      case Asked.Send send
      when send.count() == 1 -> new Told.Sent(List.of(tagged(send.chat(), answer)));
      case Asked.Send send -> new Told.Sent(messages(send.chat(), answer.json()));
      case Asked.Edit(var id, var _, var _) -> new Told.Seen(tagged(id.chat(), answer));
      case Asked.Look(var id) -> new Told.Seen(tagged(id.chat(), answer));
      // A page does not say what the chat's last number is: it is looked at as what was found.
      case Asked.Page(var chat) -> new Told.Found(messages(chat, answer.json()), 0);
      case Asked.Search(var chat, var _) -> new Told.Found(messages(chat, answer.json()), 0);
      case Asked.CreateApplication _ -> throw new Unexpected(asked, answer);
      case Asked.DeleteChat _ -> throw new Unexpected(asked, answer);
      case Asked.Delete _ -> throw new Unexpected(asked, answer);
    };
  }

  static List<Message> messages(ChatId chat, JsonNode list) {
    var messages = new ArrayList<Message>();
    list.forEach(json -> messages.add(message(chat, json, 0)));
    return messages;
  }

  private static Message tagged(ChatId chat, Http.Answer answer) {
    return message(chat, answer.json(), position(answer.header("ETag")));
  }

  /// @param position 0: the answer does not say
  private static Message message(ChatId chat, JsonNode json, long position) {
    var created = Instant.parse(json.path("created_at").asText());
    var updated = Instant.parse(json.path("updated_at").asText());
    return new Message(
        new MessageId(chat, json.path("number").asLong()),
        json.path("body").asText(),
        new Sender(json.path("sender").asText()),
        created,
        updated,
        created.equals(updated) ? Message.State.POSTED : Message.State.EDITED,
        position);
  }

  /// The row's position is the last part of its tag.
  private static long position(String tag) {
    var last = tag.substring(tag.lastIndexOf('-') + 1, tag.length() - 1);
    return Long.parseLong(last, Character.MAX_RADIX);
  }

  /// What a tag says of the life of the store.
  static String life(String tag) {
    return tag.substring(0, tag.lastIndexOf('-') + 1);
  }

  /// The tag of a row with this position in a life of the store.
  static String tag(String life, long position) {
    return life + Long.toString(position, Character.MAX_RADIX) + '"';
  }
}
