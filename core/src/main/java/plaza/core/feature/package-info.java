/// The list of the product's features.
@NullMarked
package plaza.core.feature;

import org.jspecify.annotations.NullMarked;
