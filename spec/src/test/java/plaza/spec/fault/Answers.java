package plaza.spec.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import plaza.core.chat.ChatId;
import plaza.core.chat.Message;
import plaza.core.chat.MessageId;
import plaza.core.chat.Messages;
import plaza.core.chat.Sender;
import plaza.core.pipeline.Reply;
import plaza.simulation.history.Invocation;
import plaza.simulation.history.Response;
import plaza.spec.Http;

/// Converts HTTP answers to the history's responses.
final class Answers {
  private Answers() {}

  /// An answer that nobody should have had.
  static final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unexpected(Invocation asked, Http.Answer answer) {
      super(asked + " was answered " + answer.status() + " " + answer.text());
    }
  }

  static Response told(Invocation asked, Http.Answer answer) {
    return switch (answer.status()) {
      case 200, 201 -> done(asked, answer);
      case 202 -> new Response.Queued();
      case 204 -> new Response.Deleted();
      case 404 -> missing(asked, answer);
      case 409 -> new Response.Refused(Reply.Refusal.KEY_REUSED);
      case 410 -> new Response.Refused(Messages.MESSAGE.gone());
      case 412 -> new Response.Refused(Reply.Refusal.STALE);
      // What a balancer says when it had no answer, and what a node says of an unknown outcome.
      case 502, 503, 504 -> new Response.Unknown(String.valueOf(answer.status()));
      default -> throw new Unexpected(asked, answer);
    };
  }

  /// Everything that is asked for was told of before.
  private static Response missing(Invocation asked, Http.Answer answer) {
    if (asked instanceof Invocation.Look) {
      return new Response.Refused(Messages.MESSAGE.missing());
    }
    throw new Unexpected(asked, answer);
  }

  private static Response done(Invocation asked, Http.Answer answer) {
    return switch (asked) {
      case Invocation.CreateChat(var application, var _, var _) ->
        new Response.Chat(new ChatId(application, answer.json().path("number").asLong()));
      case Invocation.Send send
      when send.count() == 1 -> new Response.Sent(List.of(tagged(send.chat(), answer)));
      case Invocation.Send send -> new Response.Sent(messages(send.chat(), answer.json()));
      case Invocation.Edit(var id, var _, var _) -> new Response.Seen(tagged(id.chat(), answer));
      case Invocation.Look(var id) -> new Response.Seen(tagged(id.chat(), answer));
      // A page does not say what the chat's last number is: it is looked at as what was found.
      case Invocation.Page(var chat) -> new Response.Found(messages(chat, answer.json()), 0);
      case Invocation.Search(var chat, var _) ->
        new Response.Found(messages(chat, answer.json()), 0);
      case Invocation.CreateApplication _ -> throw new Unexpected(asked, answer);
      case Invocation.DeleteChat _ -> throw new Unexpected(asked, answer);
      case Invocation.Delete _ -> throw new Unexpected(asked, answer);
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
