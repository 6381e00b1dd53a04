package plaza.simulation.engine;

import java.nio.file.Path;
import plaza.contract.SearchIndexContract;
import plaza.core.chat.SearchIndex;

class SimulatedIndexTest extends SearchIndexContract {
  private final SimulatedIndex index = new SimulatedIndex(new Calm());

  @Override
  protected SearchIndex open(Path directory) {
    index.crash();
    return index;
  }
}
