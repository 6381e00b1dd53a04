package plaza.simulation.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import plaza.contract.ChatStoreContract;
import plaza.contract.DatabaseContract;
import plaza.contract.LinkListContract;
import plaza.contract.LinkStoreContract;
import plaza.contract.StoreContract;
import plaza.contract.TenantStoreContract;
import plaza.contract.VisitStoreContract;
import plaza.core.chat.ChatStore;
import plaza.core.link.LinkStore;
import plaza.core.tenant.TenantStore;
import plaza.core.visit.VisitStore;

class SimulatedStoreTest {
  /// The ports of a store that outlives being closed.
  private record Ports(SimulatedStore store) implements DatabaseContract.Opened {
    @Override
    public TenantStore tenants() {
      return new SimulatedTenants(store);
    }

    @Override
    public ChatStore chats() {
      return new SimulatedChats(store);
    }

    @Override
    public LinkStore links() {
      return new SimulatedLinks(store);
    }

    @Override
    public VisitStore visits() {
      return new SimulatedVisits(store);
    }

    @Override
    public void close() {}
  }

  private final Ports ports = new Ports(new SimulatedStore(new Calm()));

  @Nested
  class AsStore extends StoreContract {
    @Override
    protected Opened open(Path directory) {
      return ports;
    }
  }

  @Nested
  class AsTenantStore extends TenantStoreContract {
    @Override
    protected Opened open(Path directory) {
      return ports;
    }
  }

  @Nested
  class AsVisitStore extends VisitStoreContract {
    @Override
    protected Opened open(Path directory) {
      return ports;
    }
  }

  @Nested
  class AsLinkStore extends LinkStoreContract {
    @Override
    protected Opened open(Path directory) {
      return ports;
    }
  }

  @Nested
  class AsLinkList extends LinkListContract {
    @Override
    protected Opened open(Path directory) {
      return ports;
    }
  }

  @Nested
  class AsChatStore extends ChatStoreContract {
    @Override
    protected Opened open(Path directory) {
      return ports;
    }
  }
}
