package plaza.embedded.memory;

import plaza.contract.PaceContract;
import plaza.core.port.Pace;

class HeapPaceTest extends PaceContract {
  @Override
  protected Pace pace() {
    return new HeapPace(clock::get);
  }
}
