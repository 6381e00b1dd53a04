package plaza.edge.chat;

import java.util.List;
import java.util.Optional;
import plaza.core.chat.ChatChange.MessagesPosted;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Chats;
import plaza.core.chat.Message;
import plaza.core.chat.MessageBody;
import plaza.core.chat.MessageId;
import plaza.core.chat.Messages;
import plaza.core.event.RequestKey;
import plaza.core.pipeline.Reply;
import plaza.core.port.Page;
import plaza.core.tenant.Settings;
import plaza.edge.http.Answer;
import plaza.edge.http.Calls;
import plaza.edge.http.Etags;
import plaza.edge.http.Exchange;
import plaza.edge.http.Fields;
import plaza.edge.http.Paging;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;

/// The routes of messages.
public final class MessageRoutes {
  private static final String ALL = "/applications/{token}/chats/{chat}/messages";
  private static final String ONE = ALL + "/{message}";

  private final Chats chats;
  private final Messages messages;
  private final Etags etags;

  public MessageRoutes(Chats chats, Messages messages, Etags etags) {
    this.chats = chats;
    this.messages = messages;
    this.etags = etags;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            List.of("POST"),
            ALL,
            Who.APPLICATION,
            Route.BODY_MAX,
            "Post a message",
            Schema.queuing("NewMessage", "Message"),
            this::post),
        new Route(
            List.of("POST"),
            ALL + "/bulk",
            Who.APPLICATION,
            Route.BULK_MAX,
            "Post up to " + MessagesPosted.COUNT_MAX + " messages, all or none",
            Schema.queuing("NewMessages", "Messages").with("Location"),
            this::postAll),
        new Route(
            List.of("POST"),
            ALL + "/import",
            Who.APPLICATION,
            Route.BULK_MAX,
            "Import messages with their original times, all or none",
            Schema.queuing("PastMessages", "Messages").with("Location"),
            this::restoreAll),
        new Route(
            List.of("GET"),
            ALL,
            Who.APPLICATION,
            Route.BODY_MAX,
            "List messages, or those created by the call with a key",
            Schema.of("", "Messages", 200, "after", "before", "limit", "page", "per_page", "key")
                .with("ETag", "Link"),
            this::list),
        new Route(
            List.of("GET"),
            ONE,
            Who.APPLICATION,
            Route.BODY_MAX,
            "Show a message",
            Schema.of("", "Message", 200).with("ETag"),
            this::show),
        new Route(
            List.of("PATCH", "PUT"),
            ONE,
            Who.APPLICATION,
            Route.BODY_MAX,
            "Edit a message",
            Schema.of("MessageChange", "Message", 200).with("ETag"),
            this::change),
        new Route(
            List.of("DELETE"),
            ONE,
            Who.APPLICATION,
            Route.BODY_MAX,
            "Delete a message",
            Schema.of("", "", 204),
            this::delete));
  }

  private static Settings settings(Exchange exchange) {
    return exchange.application().settings();
  }

  private MessageId messageOf(Exchange exchange) {
    var chat = ChatRoutes.chatOf(exchange);
    return exchange.number("message").map(number -> new MessageId(chat, number)).orElseThrow(() -> {
      Replies.require(chats.find(chat));
      return Replies.problem(Messages.MESSAGE.missing()).refuse();
    });
  }

  /// Posts the message in the body.
  public Answer post(Exchange exchange) {
    var chat = ChatRoutes.chatOf(exchange);
    var fields = Fields.of(exchange.request(), "message");
    var call = Calls.of(exchange.request(), fields);
    var draft = MessageFields.draft(fields);
    fields.done(() -> Replies.require(chats.find(chat)));
    return Replies.answer(
        messages.post(settings(exchange), chat, call, draft.orElseThrow()),
        message -> tagged(Answer.json(201, ChatJson.of(message)), message)
            .with(
                "Location",
                ChatRoutes.location(exchange, chat.number()) + "/messages/"
                    + message.id().number()),
        message -> tagged(Answer.json(200, ChatJson.of(message)), message));
  }

  private Answer postAll(Exchange exchange) {
    var chat = ChatRoutes.chatOf(exchange);
    var fields = Fields.of(exchange.request());
    var call = Calls.of(exchange.request(), fields);
    var drafts = MessageFields.items(fields, MessageFields::draft);
    fields.done(() -> Replies.require(chats.find(chat)));
    return many(exchange, messages.postAll(settings(exchange), chat, call, drafts));
  }

  private Answer restoreAll(Exchange exchange) {
    var chat = ChatRoutes.chatOf(exchange);
    var fields = Fields.of(exchange.request());
    var call = Calls.of(exchange.request(), fields);
    var restored = MessageFields.items(fields, MessageFields::restored);
    fields.done(() -> Replies.require(chats.find(chat)));
    return many(exchange, messages.restoreAll(settings(exchange), chat, call, restored));
  }

  private static Answer many(Exchange exchange, Reply<List<Message>> reply) {
    var list = exchange.request().path().replaceFirst("/(bulk|import)/?$", "");
    return Replies.answer(
        reply,
        created -> Answer.json(201, ChatJson.of(created)).with("Location", list),
        found -> Answer.json(200, ChatJson.of(found)));
  }

  private Answer tagged(Answer answer, Message message) {
    return answer.with("ETag", etags.of(message.position()));
  }

  private Answer list(Exchange exchange) {
    var request = exchange.request();
    var chat = ChatRoutes.chatOf(exchange);
    var key = request.parameter("key");
    if (key.isPresent()) {
      if (!RequestKey.Id.wellFormed(key.get())) {
        throw Problem.of(400, "The query parameter key is not a key").refuse();
      }
      return Replies.answer(
          messages.created(chat, key.get()),
          found -> Etags.tagged(
              request,
              Answer.json(200, ChatJson.of(found)),
              etags.ofMany(found.stream().mapToLong(Message::position).toArray())));
    }
    var page = Paging.of(request);
    return unchanged(exchange, chat).orElseGet(() -> page(exchange, chat, page));
  }

  /// The tag of a page is that of its chat's tail: anyone who has the page is told so without
  /// reading it.
  private Optional<Answer> unchanged(Exchange exchange, ChatId chat) {
    var request = exchange.request();
    return Etags.asked(request) && chats.find(chat) instanceof Reply.Ok<ChatStore.View>(var view)
        ? Etags.unchanged(request, etags.of(view.tail().position()))
        : Optional.empty();
  }

  private Answer page(Exchange exchange, ChatId chat, Page page) {
    return Replies.answer(messages.list(chat, page), found -> {
      var size = found.messages().size();
      var answer = Answer.json(200, ChatJson.of(found.messages()));
      var newest = found.tail().lastNumber();
      var link = Paging.links(exchange.request(), page, size, first(found), last(found), newest);
      return link.map(l -> answer.with("Link", l))
          .orElse(answer)
          .with("ETag", etags.of(found.tail().position()));
    });
  }

  private static long first(ChatStore.Messages found) {
    return found.messages().isEmpty() ? 0 : found.messages().getFirst().id().number();
  }

  private static long last(ChatStore.Messages found) {
    return found.messages().isEmpty() ? 0 : found.messages().getLast().id().number();
  }

  private Answer show(Exchange exchange) {
    return Replies.answer(
        messages.find(messageOf(exchange)),
        message -> Etags.tagged(
            exchange.request(),
            Answer.json(200, ChatJson.of(message)),
            etags.of(message.position())));
  }

  private Answer change(Exchange exchange) {
    var id = messageOf(exchange);
    var fields = Fields.of(exchange.request(), "message");
    var body = fields.has("body")
        ? fields.requiredText("body", MessageBody::problem)
        : Optional.<String>empty();
    fields.done(() -> Replies.require(messages.find(id)));
    var ifMatch = etags.ifMatch(exchange.request());
    return Replies.answer(
        body.isPresent()
            ? messages.edit(settings(exchange), id, new MessageBody(body.get()), ifMatch)
            : messages.touch(id, ifMatch),
        message -> tagged(Answer.json(200, ChatJson.of(message)), message));
  }

  private Answer delete(Exchange exchange) {
    return Replies.answer(
        messages.delete(messageOf(exchange), etags.ifMatch(exchange.request())),
        _ -> Answer.empty(204));
  }
}
