package plaza.simulation.run;

import java.util.function.UnaryOperator;
import plaza.core.chat.ChatStore;
import plaza.core.port.Log;
import plaza.core.port.Store;
import plaza.core.tenant.TenantStore;

/// The engines that nodes are given to work with.
public record Ports(Log log, Store store, ChatStore chats, TenantStore tenants) {
  /// Gives nodes the engines as they are.
  public static final UnaryOperator<Ports> HONEST = ports -> ports;
}
