package plaza.core.module;

import plaza.core.pipeline.CreateCommand;
import plaza.core.pipeline.Pipeline;
import plaza.core.pipeline.UpdateCommand;
import plaza.core.port.Cache;
import plaza.core.port.Store;

/// What every feature's services are made of, beside the feature's own rows.
///
/// @param creates commands that create something
/// @param updates commands that change or delete something
public record FeatureContext(
    Pipeline pipeline,
    Store store,
    Cache.Maker caches,
    Environment environment,
    CreateCommand creates,
    UpdateCommand updates) {
  /// The context of a pipeline that is not started yet.
  public static FeatureContext of(
      Pipeline pipeline, Store store, Cache.Maker caches, Environment environment) {
    return new FeatureContext(
        pipeline,
        store,
        caches,
        environment,
        new CreateCommand(pipeline, store, environment.random()),
        new UpdateCommand(pipeline));
  }
}
