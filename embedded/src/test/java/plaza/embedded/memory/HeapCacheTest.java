package plaza.embedded.memory;

import plaza.contract.CacheContract;
import plaza.core.port.Cache;

class HeapCacheTest extends CacheContract {
  @Override
  protected Cache<Long, String> cache(int rowsMax) {
    return new HeapCache<>(rowsMax);
  }
}
