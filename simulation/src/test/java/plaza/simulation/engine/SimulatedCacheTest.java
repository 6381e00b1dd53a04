package plaza.simulation.engine;

import plaza.contract.CacheContract;
import plaza.core.port.Cache;

class SimulatedCacheTest extends CacheContract {
  @Override
  protected Cache<Long, String> cache(long weightMax, Cache.Weight<Long, String> weight) {
    return new SimulatedCache<>(weightMax, weight, new Calm());
  }
}
