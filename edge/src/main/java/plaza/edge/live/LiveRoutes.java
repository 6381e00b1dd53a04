package plaza.edge.live;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.ChatId;
import plaza.core.chat.ChatStore;
import plaza.core.chat.Chats;
import plaza.core.chat.Message;
import plaza.core.chat.Messages;
import plaza.core.pipeline.Reply;
import plaza.core.port.Page;
import plaza.core.tenant.Tickets;
import plaza.edge.chat.ChatRoutes;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Fields;
import plaza.edge.http.Json;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;

/// The routes of event streams and tickets.
public final class LiveRoutes {
  /// The media type of event streams.
  public static final String STREAM_TYPE = EventStream.TYPE;

  /// The most messages that a stream may begin with.
  static final int LAST_MAX = Page.LIMIT_MAX;

  private static final Pattern LAST = Pattern.compile("[1-9][0-9]{0,3}");

  private final Chats chats;
  private final Messages messages;
  private final Tickets tickets;
  private final Live live;
  private final Cursors cursors;

  public LiveRoutes(Chats chats, Messages messages, Tickets tickets, Live live, Cursors cursors) {
    this.chats = chats;
    this.messages = messages;
    this.tickets = tickets;
    this.live = live;
    this.cursors = cursors;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            List.of("GET"),
            "/applications/{token}/chats/{chat}/events",
            Who.APPLICATION_OR_TICKET,
            Route.BODY_MAX,
            "Follow a chat: an event stream of created, edited and deleted messages",
            Schema.of("", "Events", 200, "cursor-of-events", "last-event-id", "last", "ticket")
                .as(EventStream.TYPE),
            this::watch),
        new Route(
            List.of("POST"),
            "/applications/{token}/tickets",
            Who.APPLICATION,
            Route.BODY_MAX,
            "Get a ticket, which opens one socket or event stream from a browser within "
                + Tickets.LIFE.toSeconds() + " seconds",
            Schema.of("", "Ticket", 201),
            this::issue));
  }

  private Answer watch(Exchange exchange) {
    var request = exchange.request();
    var chat = ChatRoutes.chatOf(exchange);
    Replies.require(chats.find(chat));
    var from = from(request, chat);
    live.requireRoom();
    return Answer.stream(EventStream.TYPE, EventStream.SIGN, stream -> {
          live.opened(stream, exchange.caller());
          var _ = live.watch(chat, from, new EventStream(stream, cursors));
        })
        // A proxy that gathers an answer before it passes it on would hold events back.
        .with("X-Accel-Buffering", "no");
  }

  /// Where a client goes on: a browser that comes back by itself has seen more than its address
  /// says.
  private Optional<ChatCursor> from(Request request, ChatId chat) {
    var after = request
        .header("Last-Event-ID")
        .filter(id -> !id.isEmpty())
        .or(() -> request.parameter("lastEventId").filter(id -> !id.isEmpty()))
        .or(() -> request.parameter("after"));
    if (after.isEmpty()) {
      return request.parameter("last").map(last -> behindLast(chat, last));
    }
    var cursor = cursors.parse(after.get());
    if (cursor.isEmpty()) {
      throw Problem.of(400, "The cursor can't be read").refuse();
    }
    return cursor;
  }

  /// Before the last messages: behind it are these, and what has changed since.
  private ChatCursor behindLast(ChatId chat, String text) {
    if (!LAST.matcher(text).matches() || Integer.parseInt(text) > LAST_MAX) {
      throw Problem.field("last", "must be a number from 1 to " + LAST_MAX).refuse();
    }
    var count = Integer.parseInt(text);
    var page = messages.list(chat, new Page.Before(Long.MAX_VALUE, count));
    Replies.require(page);
    var last = page instanceof Reply.Ok<ChatStore.Messages>(var found)
        ? found.messages()
        : List.<Message>of();
    if (last.size() < count) {
      return ChatCursor.START;
    }
    var position = last.stream().mapToLong(Message::position).min().getAsLong();
    return new ChatCursor(position - 1, last.getFirst().id().number() - 1);
  }

  private Answer issue(Exchange exchange) {
    Fields.of(exchange.request()).done();
    var ticket = tickets.issue(exchange.application().id(), exchange.caller().grant());
    return Answer.json(
        201, Json.object().put("ticket", ticket).put("expires_in", Tickets.LIFE.toSeconds()));
  }
}
