package plaza.edge.socket;

import java.util.List;
import plaza.core.chat.Chats;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;
import plaza.edge.live.Cursors;
import plaza.edge.live.Live;

/// The route of sockets.
public final class SocketRoutes {
  private static final String VERSION = "13";

  private final Chats chats;
  private final Live live;
  private final Cursors cursors;
  private final Sending sending;

  public SocketRoutes(Chats chats, Live live, Cursors cursors, Sending sending) {
    this.chats = chats;
    this.live = live;
    this.cursors = cursors;
    this.sending = sending;
  }

  public List<Route> routes() {
    return List.of(new Route(
        List.of("GET"),
        "/applications/{token}/socket",
        Who.APPLICATION_OR_TICKET,
        Route.BODY_MAX,
        "Open a WebSocket: many chats over one connection",
        Schema.of("", "", 101, "application", "ticket"),
        this::open));
  }

  private static boolean opens(Request request) {
    return request.header("Upgrade").orElse("").equalsIgnoreCase("websocket")
        && request.header("Sec-WebSocket-Version").orElse("").equals(VERSION)
        && request.header("Sec-WebSocket-Key").isPresent();
  }

  private Answer open(Exchange exchange) {
    var request = exchange.request();
    if (!opens(request)) {
      throw Problem.of(426, "Upgrade required", "Open this URL as a WebSocket")
          .with("Upgrade", "websocket")
          .with("Connection", "Upgrade")
          .with("Sec-WebSocket-Version", VERSION)
          .refuse();
    }
    live.requireRoom();
    return Answer.upgrade(socket -> new SocketSession(
            socket, exchange.caller(), request.address(), chats, live, cursors, sending)
        .begin());
  }
}
