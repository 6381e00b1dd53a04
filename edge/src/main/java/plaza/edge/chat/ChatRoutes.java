package plaza.edge.chat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatName;
import plaza.core.chat.ChatStore;
import plaza.core.chat.ChatType;
import plaza.core.chat.Chats;
import plaza.edge.http.Answer;
import plaza.edge.http.Calls;
import plaza.edge.http.Etags;
import plaza.edge.http.Exchange;
import plaza.edge.http.Fields;
import plaza.edge.http.Json;
import plaza.edge.http.Paging;
import plaza.edge.http.Replies;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;

/// The routes of chats.
public final class ChatRoutes {
  private static final String ALL = "/applications/{token}/chats";
  private static final String ONE = ALL + "/{chat}";

  private final Chats chats;
  private final Etags etags;

  public ChatRoutes(Chats chats, Etags etags) {
    this.chats = chats;
    this.etags = etags;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            List.of("POST"),
            ALL,
            Who.APPLICATION,
            Route.BODY_MAX,
            "Create a chat",
            Schema.queuing("NewChat", "Chat"),
            this::create),
        new Route(
            List.of("GET"),
            ALL,
            Who.APPLICATION,
            Route.BODY_MAX,
            "List chats",
            Schema.of("", "Chats", 200, "after", "before", "limit", "page", "per_page")
                .with("ETag", "Link"),
            this::list),
        new Route(
            List.of("GET"),
            ONE,
            Who.APPLICATION,
            Route.BODY_MAX,
            "Show a chat",
            Schema.of("", "Chat", 200).with("ETag"),
            this::show),
        new Route(
            List.of("PATCH", "PUT"),
            ONE,
            Who.APPLICATION,
            Route.BODY_MAX,
            "Rename a chat",
            Schema.of("ChatChange", "Chat", 200).with("ETag"),
            this::change),
        new Route(
            List.of("DELETE"),
            ONE,
            Who.APPLICATION,
            Route.BODY_MAX,
            "Delete a chat",
            Schema.of("", "", 204),
            this::delete));
  }

  /// The chat that the path names; it need not exist.
  public static ChatId chatOf(Exchange exchange) {
    var number = exchange
        .number("chat")
        .orElseThrow(() -> Replies.problem(Chats.CHAT.missing()).refuse());
    return new ChatId(exchange.application().id(), number);
  }

  static String location(Exchange exchange, long chat) {
    var token = exchange.application().token().hex();
    return "/api/v1/applications/" + token + "/chats/" + chat;
  }

  private Answer create(Exchange exchange) {
    var fields = Fields.of(exchange.request(), "chat");
    var call = Calls.of(exchange.request(), fields);
    var name = name(fields);
    var type = fields.text(
        "type",
        word -> ChatType.parse(word).isPresent()
            ? Optional.empty()
            : Optional.of("must be group, direct or channel"));
    if (fields.isNull("type")) {
      fields.wrong("type", "must be group, direct or channel");
    }
    fields.done();
    var application = exchange.application().id();
    return Replies.answer(
        chats.create(application, call, name, type.flatMap(ChatType::parse).orElse(ChatType.GROUP)),
        view -> tagged(Answer.json(201, ChatJson.of(view)), view)
            .with("Location", location(exchange, view.chat().id().number())),
        view -> tagged(Answer.json(200, ChatJson.of(view)), view));
  }

  private static ChatName name(Fields fields) {
    return fields.text("name", ChatName::problem).map(ChatName::new).orElse(ChatName.NONE);
  }

  private Answer tagged(Answer answer, ChatStore.View view) {
    return answer.with("ETag", etag(view));
  }

  private String etag(ChatStore.View view) {
    return etags.of(view.chat().position(), view.tail().position());
  }

  private Answer list(Exchange exchange) {
    var request = exchange.request();
    var page = Paging.of(request);
    var found = chats.list(exchange.application().id(), page);
    var json = Json.array();
    found.chats().forEach(view -> json.add(ChatJson.of(view)));
    var positions = LongStream.concat(
        LongStream.of(found.tail().position()),
        found.chats().stream().mapToLong(view -> view.tail().position()));
    var size = found.chats().size();
    var first = size == 0 ? 0 : found.chats().getFirst().chat().id().number();
    var last = size == 0 ? 0 : found.chats().getLast().chat().id().number();
    var answer = Paging.links(request, page, size, first, last, found.tail().lastNumber())
        .map(link -> Answer.json(200, json).with("Link", link))
        .orElseGet(() -> Answer.json(200, json));
    return Etags.tagged(request, answer, etags.ofMany(positions.toArray()));
  }

  private Answer show(Exchange exchange) {
    return Replies.answer(
        chats.find(chatOf(exchange)),
        view -> Etags.tagged(exchange.request(), Answer.json(200, ChatJson.of(view)), etag(view)));
  }

  private Answer change(Exchange exchange) {
    var chat = chatOf(exchange);
    var fields = Fields.of(exchange.request(), "chat");
    var given = fields.has("name");
    var name = name(fields);
    if (fields.has("type")) {
      fields.wrong("type", "is fixed when the chat is created");
    }
    fields.done(() -> Replies.require(chats.find(chat)));
    var ifMatch = etags.ifMatch(exchange.request());
    return Replies.answer(
        given ? chats.rename(chat, name, ifMatch) : chats.touch(chat, ifMatch),
        view -> tagged(Answer.json(200, ChatJson.of(view)), view));
  }

  private Answer delete(Exchange exchange) {
    return Replies.answer(
        chats.delete(chatOf(exchange), etags.ifMatch(exchange.request())), _ -> Answer.empty(204));
  }
}
