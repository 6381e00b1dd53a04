package plaza.simulation.engine;

import java.nio.file.Path;
import plaza.contract.LogContract;
import plaza.core.port.Log;

class SimulatedLogTest extends LogContract {
  private final SimulatedLog log = new SimulatedLog(PARTITIONS, "log", Log.BATCH_MAX, new Calm());

  @Override
  protected Log open(Path directory) {
    return log;
  }
}
