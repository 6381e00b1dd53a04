/// Engines of the cluster that tests start as processes of their own.
@NullMarked
package plaza.contract.engine;

import org.jspecify.annotations.NullMarked;
