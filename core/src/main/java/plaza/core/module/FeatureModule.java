package plaza.core.module;

import java.util.List;
import plaza.core.pipeline.Follower;
import plaza.core.pipeline.Receiver;

/// The services of a feature, made once for each server, and what they do in the background.
public interface FeatureModule {
  /// Caches of rows. They must receive every batch that this process commits.
  List<Receiver> caches();

  /// Receivers that may miss a batch: announcements make them fast, and polling makes them exact.
  List<Receiver> listeners();

  /// Background tasks over the committed rows. Started once the pipeline has caught up.
  List<Follower> followers();
}
