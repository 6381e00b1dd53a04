/// Short links: generating codes, redirect targets, moderation.
@NullMarked
package plaza.core.link;

import org.jspecify.annotations.NullMarked;
