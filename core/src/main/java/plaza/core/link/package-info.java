/// Short links: how codes are made and given out, where they lead, and what was counted of them.
@NullMarked
package plaza.core.link;

import org.jspecify.annotations.NullMarked;
