/// The list of the product's features.
@NullMarked
package plaza.core.product;

import org.jspecify.annotations.NullMarked;
