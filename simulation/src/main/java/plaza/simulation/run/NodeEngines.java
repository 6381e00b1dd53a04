package plaza.simulation.run;

import plaza.core.chat.ChatStore;
import plaza.core.chat.SearchIndex;
import plaza.core.port.Log;
import plaza.core.port.Store;
import plaza.core.tenant.TenantStore;
import plaza.simulation.engine.Hazards;

/// The engines that nodes are given to work with.
public record NodeEngines(
    Log log, Store store, ChatStore chats, TenantStore tenants, SearchIndex index) {
  /// Gives nodes something else instead of the engines.
  @FunctionalInterface
  public interface Lie {
    /// Gives nodes the engines as they are.
    Lie NONE = (ports, _) -> ports;

    NodeEngines about(NodeEngines ports, Hazards hazards);
  }
}
