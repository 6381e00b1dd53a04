package plaza.core.module;

import java.util.List;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Receiver;

/// The services of a feature, made once for each server, and what they do in the background.
public interface FeatureModule {
  /// Rows in memory that have to hear of each batch which this process commits.
  List<Receiver> caches();

  /// What hears of batches to be quick, and finds by itself what it did not hear of.
  List<Receiver> listeners();

  /// What follows the committed rows. Started once the pipeline has caught up with the log.
  List<Follower> followers();
}
