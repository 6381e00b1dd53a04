package plaza.simulation.engine;

import plaza.contract.LiveContract;
import plaza.core.port.Live;
import plaza.simulation.world.Actor;

class SimulatedWordsTest extends LiveContract {
  private final SimulatedWords words = new SimulatedWords(new Calm());

  @Override
  protected Live live() {
    return words.of(new Actor("node"));
  }
}
