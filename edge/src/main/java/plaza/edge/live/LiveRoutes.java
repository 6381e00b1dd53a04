package plaza.edge.live;

import java.util.List;
import java.util.Optional;
import plaza.core.chat.ChatCursor;
import plaza.core.chat.Chats;
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

  private final Chats chats;
  private final Tickets tickets;
  private final Live live;
  private final Cursors cursors;

  public LiveRoutes(Chats chats, Tickets tickets, Live live, Cursors cursors) {
    this.chats = chats;
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
            Schema.of("", "Events", 200, "cursor-of-events", "ticket").as(EventStream.TYPE),
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
    var from = from(request);
    Replies.require(chats.find(chat));
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
  private Optional<ChatCursor> from(Request request) {
    var after = request
        .header("Last-Event-ID")
        .filter(id -> !id.isEmpty())
        .or(() -> request.parameter("after"));
    if (after.isEmpty()) {
      return Optional.empty();
    }
    var cursor = cursors.parse(after.get());
    if (cursor.isEmpty()) {
      throw Problem.of(400, "The cursor can't be read").refuse();
    }
    return cursor;
  }

  private Answer issue(Exchange exchange) {
    Fields.of(exchange.request()).done();
    var ticket = tickets.issue(exchange.application().id(), exchange.caller().grant());
    return Answer.json(
        201, Json.object().put("ticket", ticket).put("expires_in", Tickets.LIFE.toSeconds()));
  }
}
