package plaza.core.product;

import plaza.core.chat.SearchIndex;
import plaza.core.port.Cache;
import plaza.core.port.Log;
import plaza.core.port.OneTimeValues;
import plaza.core.port.Store;

/// The engines of a deployment that the product works with.
///
/// @param store the pipeline's part of the database
/// @param rows the features' part of the same database
public record Ports(
    Log log,
    Store store,
    Features.Stores rows,
    SearchIndex index,
    OneTimeValues oneTimeValues,
    Cache.Maker caches) {}
