package plaza.simulation.engine;

import plaza.contract.ClusterBusContract;
import plaza.core.port.ClusterBus;
import plaza.simulation.world.Actor;

class SimulatedWordsTest extends ClusterBusContract {
  private final SimulatedWords words = new SimulatedWords(new Calm());

  @Override
  protected ClusterBus live() {
    return words.of(new Actor("node"));
  }
}
