/// Text as people write it: what may be stored, and how it is folded so that a search finds it in
/// any script.
@NullMarked
package plaza.core.text;

import org.jspecify.annotations.NullMarked;
