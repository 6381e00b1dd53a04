package plaza.edge;

import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Optional;
import plaza.core.chat.ChatId;
import plaza.edge.chat.MessageRoutes;
import plaza.edge.http.Answer;
import plaza.edge.http.Caller;
import plaza.edge.http.ClientAddress;
import plaza.edge.http.Exchange;
import plaza.edge.http.Failures;
import plaza.edge.http.Problem;
import plaza.edge.http.Request;
import plaza.edge.socket.Sending;

/// Sends messages of sockets through the same steps as over HTTP: admitted again, rate-limited,
/// and posted by the same route.
record SocketSending(Access access, RequestRates pacing, MessageRoutes messages)
    implements Sending {
  private static final String ID = "a send on a socket";

  @Override
  public Answer send(Caller caller, ClientAddress address, ChatId chat, byte[] body) {
    try {
      var now = access.again(caller);
      var path = "/api/v1/applications/" + now.application().token().hex() + "/chats/"
          + chat.number() + "/messages";
      var headers = MultiMap.caseInsensitiveMultiMap();
      var request = new Request(ID, "POST", path, "", headers, body, address);
      pacing.admit(request, Optional.of(now.application()));
      return messages.post(new Exchange(
          request,
          Map.of("chat", Long.toString(chat.number())),
          Optional.of(now),
          Exchange.Turn.UNLIMITED));
    } catch (Problem.Refusal refusal) {
      return refusal.problem().answer();
    } catch (RuntimeException | Error e) {
      return Failures.problem(ID, true, e).answer();
    }
  }
}
