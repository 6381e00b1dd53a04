/// The ports: the product's requirements on its engines. Each port's promises are tested once,
/// in `contract`.
@NullMarked
package plaza.core.port;

import org.jspecify.annotations.NullMarked;
