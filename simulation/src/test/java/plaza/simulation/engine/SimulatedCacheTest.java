package plaza.simulation.engine;

import plaza.contract.CacheContract;
import plaza.core.port.Cache;

class SimulatedCacheTest extends CacheContract {
  @Override
  protected Cache<Long, String> cache(int rowsMax) {
    return new SimulatedCache<>(rowsMax, new Calm());
  }
}
