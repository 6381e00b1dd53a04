/// The composition root and the command line; the only place that knows the deployments.
@NullMarked
package plaza.server;

import org.jspecify.annotations.NullMarked;
