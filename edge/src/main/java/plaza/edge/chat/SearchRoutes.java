package plaza.edge.chat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import plaza.core.chat.MessageSearch;
import plaza.core.chat.SearchIndex;
import plaza.core.text.Query;
import plaza.edge.http.Answer;
import plaza.edge.http.Exchange;
import plaza.edge.http.Paging;
import plaza.edge.http.Problem;
import plaza.edge.http.Replies;
import plaza.edge.http.Request;
import plaza.edge.http.Route;
import plaza.edge.http.Route.Schema;
import plaza.edge.http.Route.Who;

/// The routes of search.
public final class SearchRoutes {
  private final MessageSearch search;

  public SearchRoutes(MessageSearch search) {
    this.search = search;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            List.of("GET"),
            "/applications/{token}/chats/{chat}/messages/search",
            Who.APPLICATION,
            Route.BODY_MAX,
            "Search the messages of a chat, newest first",
            Schema.of("", "Messages", 200, "q", "limit", "before", "wait")
                .with("Link", "X-Indexed-Through"),
            this::inChat),
        new Route(
            List.of("GET"),
            "/applications/{token}/messages/search",
            Who.APPLICATION,
            Route.BODY_MAX,
            "Search the messages of all chats, newest first",
            Schema.of("", "FoundMessages", 200, "q", "limit", "cursor").with("Link"),
            this::inApplication));
  }

  private static Query query(Request request) {
    return request
        .parameter("q")
        .or(() -> request.parameter("query"))
        .flatMap(Query::parse)
        .orElseThrow(
            () -> Problem.of(400, "The query parameter q is missing or blank").refuse());
  }

  private Answer inChat(Exchange exchange) {
    var request = exchange.request();
    var chat = ChatRoutes.chatOf(exchange);
    var query = query(request);
    var before = Paging.number(request, "before").orElse(Long.MAX_VALUE);
    var wait = Paging.number(request, "wait").orElse(0L);
    var limit = Paging.limit(request, "limit");
    if (wait > 0) {
      exchange.turn().leaveWhile(() -> search.await(chat, wait));
    }
    return Replies.answer(search.inChat(chat, query, before, limit), found -> {
      var answer = Answer.json(200, ChatJson.of(found.messages()))
          .with("X-Indexed-Through", Long.toString(found.indexedThrough()));
      return found.next() == 0
          ? answer
          : answer.with(
              "Link", Paging.link(request, "next", "before=" + found.next() + "&limit=" + limit));
    });
  }

  private Answer inApplication(Exchange exchange) {
    var request = exchange.request();
    var query = query(request);
    var after = request.parameter("cursor").map(SearchRoutes::decoded).orElse(SearchIndex.NEWEST);
    var limit = Paging.limit(request, "limit");
    var found = search.inApplication(exchange.application().id(), query, after, limit);
    var answer = Answer.json(200, ChatJson.ofManyChats(found.messages()));
    return found.next().equals(SearchIndex.NEWEST)
        ? answer
        : answer.with(
            "Link",
            Paging.link(request, "next", "cursor=" + encoded(found.next()) + "&limit=" + limit));
  }

  private static String encoded(SearchIndex.Cursor cursor) {
    var text = cursor.createdAt().toEpochMilli() + "." + cursor.chat() + "." + cursor.number();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static SearchIndex.Cursor decoded(String cursor) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      var parts = text.split("\\.", -1);
      if (parts.length == 3) {
        return new SearchIndex.Cursor(
            Instant.ofEpochMilli(Long.parseLong(parts[0])),
            Long.parseLong(parts[1]),
            Long.parseLong(parts[2]));
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw Problem.of(400, "The cursor can't be read").refuse();
  }
}
