package plaza.embedded.memory;

import plaza.contract.CacheContract;
import plaza.core.port.Cache;

class HeapCacheTest extends CacheContract {
  @Override
  protected Cache<Long, String> cache(long weightMax, Cache.Weight<Long, String> weight) {
    return new HeapCache<>(weightMax, weight);
  }
}
