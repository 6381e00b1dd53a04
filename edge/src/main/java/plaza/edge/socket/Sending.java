package plaza.edge.socket;

import plaza.core.chat.ChatId;
import plaza.edge.http.Answer;
import plaza.edge.http.Caller;
import plaza.edge.http.ClientAddress;

/// Posts a message of a socket through the same steps as over HTTP.
@FunctionalInterface
public interface Sending {
  /// @param caller as admitted when the socket was opened
  /// @param address of the client
  /// @param body the fields of the message, as JSON
  Answer send(Caller caller, ClientAddress address, ChatId chat, byte[] body);
}
