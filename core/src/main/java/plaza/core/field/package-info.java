/// How the fields of a resource are declared: once, for reading, checking, showing and describing
/// them.
@NullMarked
package plaza.core.field;

import org.jspecify.annotations.NullMarked;
