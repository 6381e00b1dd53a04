package plaza.embedded.memory;

import plaza.contract.RateLimiterContract;
import plaza.core.port.RateLimiter;

class HeapRateLimiterTest extends RateLimiterContract {
  @Override
  protected RateLimiter pace() {
    return new HeapRateLimiter(clock::get);
  }
}
