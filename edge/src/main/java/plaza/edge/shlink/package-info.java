/// Short links over Shlink's REST contract, version 3, so that Shlink's clients work unchanged. Its
/// public OpenAPI document says what the fields are.
@NullMarked
package plaza.edge.shlink;

import org.jspecify.annotations.NullMarked;
