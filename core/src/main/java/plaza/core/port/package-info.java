/// What the product asks of the engines around it. Each port's promises are tested once, in
/// `contract`.
@NullMarked
package plaza.core.port;

import org.jspecify.annotations.NullMarked;
